import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixEvents, matrixId, versionNumber, type Approver } from '@rung/contracts';
import { Allow, answered, Commands, Context, type Answered, type RequestContext } from '@rung/service-kit';

import { matrix, type MatrixCommand } from '../../domain/matrix.js';
import { ORGANISATION_APPROVER } from '../../tokens.js';
import { approvalBody, policyBody, type ApprovalBody, type PolicyBody } from './approval-api.js';

/** A second person before a publication, where the policy demands it. */
@ApiTags('matrices')
@Controller('matrices/:matrixId')
export class ApprovalsController {
  constructor(
    private readonly commands: Commands,
    @Inject(ORGANISATION_APPROVER) private readonly organisation: Approver,
  ) {}

  @Post('approval-policy')
  @HttpCode(200)
  @Allow({ role: 'hr' })
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Who approves drafts of this matrix before they are published' })
  demand(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Body({ schema: policyBody }) { approver }: PolicyBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.run(id, { type: 'SetApprovalPolicy', matrixId: id, approver, by: context.actor.personId, at: context.receivedAt }, context);
  }

  @Post('versions/:version/approval')
  @HttpCode(200)
  @Allow({ role: 'matrix-editor' }, { role: 'hr' })
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Approve what a draft says at a revision; void with its next change, and not for who changed it' })
  approve(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Body({ schema: approvalBody }) { revision }: ApprovalBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    const { actor, receivedAt: at } = context;
    const as = actor.roles.has('hr') ? 'hr' : 'editor';
    return this.run(id, { type: 'ApproveDraft', matrixId: id, version, revision, organisation: this.organisation, as, by: actor.personId, at }, context);
  }

  private run(id: string, command: MatrixCommand, context: RequestContext): Promise<Answered> {
    return this.commands.run({ streamId: `matrix/${id}`, decider: matrix, catalogue: matrixEvents, command, context });
  }
}
