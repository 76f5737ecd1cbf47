import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixEvents, matrixId, versionNumber } from '@rung/contracts';
import { Allow, answered, Commands, Context, type Answered, type RequestContext } from '@rung/service-kit';

import { matrix } from '../../domain/matrix.js';

@ApiTags('matrices')
@Controller('matrices/:matrixId/versions/:version')
export class PublishController {
  constructor(private readonly commands: Commands) {}

  @Post('publication')
  @HttpCode(200)
  @Allow({ role: 'matrix-editor' })
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Publish a draft: from then on it never changes' })
  publish(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.commands.run({
      streamId: `matrix/${id}`,
      decider: matrix,
      catalogue: matrixEvents,
      command: {
        type: 'PublishVersion',
        matrixId: id,
        version,
        by: context.actor.personId,
        at: context.receivedAt,
      },
      context,
    });
  }
}
