import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber, type Approver } from '@rung/contracts';
import { Allow, answered, Context, type Answered, type RequestContext } from '@rung/service-kit';

import { MatrixStreams } from '../../matrix-streams.js';
import { ORGANISATION_APPROVER } from '../../tokens.js';
import { approvalBody, policyBody, type ApprovalBody, type PolicyBody } from './approval-api.js';

/** A second person before a publication, where the policy demands it. */
@ApiTags('matrices')
@Controller('matrices/:matrixId')
export class ApprovalsController {
  constructor(
    private readonly matrices: MatrixStreams,
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
    return this.matrices.run({ type: 'SetApprovalPolicy', matrixId: id, approver, by: context.actor.personId, at: context.receivedAt }, context);
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
    return this.matrices.run({ type: 'ApproveDraft', matrixId: id, version, revision, organisation: this.organisation, as, by: actor.personId, at }, context);
  }
}
