import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, answered, Context, PersonIdPipe, Unobserved, UuidPipe, type Answered, type RequestContext } from '@rung/service-kit';

import { Confirmations } from './confirmations.js';
import { EvidenceRecords } from './evidence-records.js';
import { NewParticipants } from './new-participants.js';
import {
  confirmationBody, evidenceAnswered, evidenceBody, participantBody, targetBody,
  type ConfirmationBody, type EvidenceAnswer, type EvidenceBody, type ParticipantBody, type TargetBody,
} from './review-api.js';
import { Targets } from './targets.js';

@ApiTags('participants')
@Controller('cycles/:cycle/participants')
export class ParticipantsController {
  constructor(
    private readonly newParticipants: NewParticipants,
    private readonly targets: Targets,
    private readonly evidence: EvidenceRecords,
    private readonly confirmations: Confirmations,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow({ role: 'hr' })
  @ApiOperation({ summary: 'Add a participant to an open cycle' })
  @ApiResponse({ status: 201, standardSchema: answered })
  add(
    @Param('cycle', UuidPipe) cycle: string,
    @Body({ schema: participantBody }) body: ParticipantBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.newParticipants.add(cycle, body, context);
  }

  @Post(':person/target')
  @HttpCode(204)
  @Allow({ role: 'hr' }, { relation: 'assessment.manager-of', of: 'person' })
  @ApiOperation({
    summary: 'Set what somebody works towards, other than the next level up; until the cycle opens, and the last one counts',
    description: 'If-Match has no meaning here: the participant has no version before the launch.',
  })
  @ApiResponse({ status: 204, description: 'The target is set' })
  setTarget(
    @Param('cycle', UuidPipe) cycle: string,
    @Param('person', PersonIdPipe) person: string,
    @Body({ schema: targetBody }) body: TargetBody,
  ): Promise<void> {
    return this.targets.set(cycle, person, body);
  }

  @Post(':person/evidence')
  @HttpCode(201)
  @Allow({ relation: 'self', of: 'person' })
  @Unobserved()
  @ApiOperation({ summary: 'Record evidence of your own for a cell' })
  @ApiResponse({ status: 201, standardSchema: evidenceAnswered })
  recordEvidence(
    @Param('cycle', UuidPipe) cycle: string,
    @Param('person', PersonIdPipe) person: string,
    @Body({ schema: evidenceBody }) body: EvidenceBody,
    @Context() context: RequestContext,
  ): Promise<EvidenceAnswer> {
    return this.evidence.record(cycle, person, body, context);
  }

  @Post(':person/confirmation')
  @HttpCode(200)
  @Allow({ role: 'hr' }, { relation: 'assessment.manager-of', of: 'person' })
  @ApiOperation({ summary: 'Confirm the proposed grade, or as HR another with a reason; the event names who did' })
  @ApiResponse({ status: 200, standardSchema: answered })
  confirm(
    @Param('cycle', UuidPipe) cycle: string,
    @Param('person', PersonIdPipe) person: string,
    @Body({ schema: confirmationBody }) body: ConfirmationBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.confirmations.confirm(cycle, person, body, context);
  }
}
