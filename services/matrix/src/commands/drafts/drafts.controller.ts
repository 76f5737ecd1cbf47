import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow, answered, Context, type Answered, type RequestContext } from '@rung/service-kit';

import { MatrixStreams } from '../../matrix-streams.js';
import { changeBody, undoBody, type ChangeBody, type UndoBody } from './draft-api.js';

@ApiTags('matrices')
@Allow({ role: 'matrix-editor' })
@Controller('matrices/:matrixId/versions/:version/changes')
export class DraftsController {
  constructor(private readonly matrices: MatrixStreams) {}

  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Change a draft: the version answered is the number of the change. Others may edit other parts meanwhile; name what you saw in `was`' })
  @ApiResponse({ status: 200, standardSchema: answered })
  change(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Body({ schema: changeBody }) body: ChangeBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.matrices.run({ type: 'ChangeDraft', ...this.ofDraft(id, version, context), ...body }, context);
  }

  @Post(':number/undo')
  @HttpCode(200)
  @ApiOperation({ summary: 'Undo a change by another one; refused where a part of it was changed since' })
  @ApiResponse({ status: 200, standardSchema: answered })
  undo(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Param('number', { schema: versionNumber }) number: number,
    @Body({ schema: undoBody }) { reason }: UndoBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.matrices.run({ type: 'UndoChange', ...this.ofDraft(id, version, context), number, reason }, context);
  }

  private ofDraft(id: string, version: number, { actor, receivedAt }: RequestContext) {
    return { matrixId: id, version, by: actor.personId, at: receivedAt };
  }
}
