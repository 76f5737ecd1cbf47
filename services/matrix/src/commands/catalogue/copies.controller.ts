import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixEvents, matrixId } from '@rung/contracts';
import { matrixContent } from '@rung/matrix-model';
import { Allow, Commands, Context, type RequestContext } from '@rung/service-kit';
import { z } from 'zod';

import { catalogueEntry } from '../../domain/catalogue/catalogue.js';
import { contentHash } from '../../domain/content-hash.js';
import { matrixIdOf } from '../../domain/importing/index.js';
import { matrix } from '../../domain/matrix.js';

const copyBody = z
  .object({ name: z.string().trim().pipe(matrixContent.shape.name).describe('of the new matrix; its id is made from it') })
  .strict()
  .meta({ id: 'CatalogueCopy' });
type CopyBody = z.infer<typeof copyBody>;

const copied = z
  .object({
    matrix: matrixId,
    draft: z.int().positive().describe('the number of the version that is now a draft'),
    version: z.int().positive().describe('of the stream, for reads of at least this version'),
  })
  .meta({ id: 'CopiedEntry' });
type Copied = z.infer<typeof copied>;

@ApiTags('catalogue')
@Controller('catalogue/:entry/copies')
export class CopiesController {
  constructor(private readonly commands: Commands) {}

  @Post()
  @HttpCode(201)
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: 'Copy an entry: a draft of a new matrix begins, which is then yours to edit' })
  @ApiResponse({ status: 201, standardSchema: copied })
  async copy(
    @Param('entry', { schema: matrixId }) entry: string,
    @Body({ schema: copyBody }) { name }: CopyBody,
    @Context() context: RequestContext,
  ): Promise<Copied> {
    const { content } = catalogueEntry(entry);
    const id = matrixIdOf(name);
    const { version } = await this.commands.run({
      streamId: `matrix/${id}`,
      decider: matrix,
      catalogue: matrixEvents,
      command: {
        type: 'DraftVersion',
        matrixId: id,
        content: { ...content, name },
        source: { kind: 'catalogue', entry, hash: contentHash(content) },
        by: context.actor.personId,
        at: context.receivedAt,
      },
      context,
    });
    return { matrix: id, draft: 1, version };
  }
}
