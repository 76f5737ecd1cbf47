import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId } from '@rung/contracts';
import { matrixContent } from '@rung/matrix-model';
import { Allow, Context, type RequestContext } from '@rung/service-kit';
import { z } from 'zod';

import { begun, type Begun } from '../versions/begin-api.js';
import { Beginnings } from '../versions/beginnings.js';

const copyBody = z
  .object({ name: z.string().trim().pipe(matrixContent.shape.name).describe('of the new matrix; its id is made from it') })
  .strict()
  .meta({ id: 'CatalogueCopy' });
type CopyBody = z.infer<typeof copyBody>;

@ApiTags('catalogue')
@Controller('catalogue/:entry/copies')
export class CopiesController {
  constructor(private readonly beginnings: Beginnings) {}

  @Post()
  @HttpCode(201)
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: 'Copy an entry: a draft of a new matrix begins, which is then yours to edit' })
  @ApiResponse({ status: 201, standardSchema: begun })
  copy(@Param('entry', { schema: matrixId }) entry: string, @Body({ schema: copyBody }) { name }: CopyBody, @Context() context: RequestContext): Promise<Begun> {
    return this.beginnings.copy(entry, name, context);
  }
}
