import { Controller, HttpCode, Inject, Param, ParseIntPipe, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { matrixEvents } from '@rung/contracts';
import { Allow, CLOCK, Commands, Context, type Clock, type RequestContext } from '@rung/service-kit';

import { matrix } from '../../domain/matrix.js';

@ApiTags('matrices')
@Controller('matrices/:matrixId/versions/:version')
export class PublishController {
  constructor(
    private readonly commands: Commands,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('publication')
  @HttpCode(200)
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: 'Publish a draft: from then on it never changes' })
  publish(
    @Param('matrixId') matrixId: string,
    @Param('version', ParseIntPipe) version: number,
    @Context() context: RequestContext,
  ): Promise<{ version: number }> {
    return this.commands.run({
      streamId: `matrix/${matrixId}`,
      decider: matrix,
      catalogue: matrixEvents,
      command: {
        type: 'PublishVersion',
        matrixId,
        version,
        by: context.actor.personId,
        at: this.clock.now().toISOString(),
      },
      context,
    });
  }
}
