import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, JsonBody, PersonIdPipe, Unobserved, UuidPipe, type RequestContext } from '@rung/service-kit';

import { answered, type Answered } from '@rung/service-kit';
import { raterBody, submissionBody, submissionBytes, type RaterBody, type SubmissionBody } from './assessment-api.js';
import { Nominations } from './nominations.js';
import { Submissions } from './submissions.js';

@ApiTags('assessments')
@Controller()
export class AssessmentsController {
  constructor(
    private readonly nominations: Nominations,
    private readonly submissions: Submissions,
  ) {}

  @Post('cycles/:cycle/participants/:person/raters')
  @HttpCode(204)
  @Allow({ role: 'hr' }, { relation: 'assessment.manager-of', of: 'person' })
  @ApiOperation({
    summary: 'Name a rater; a second time changes nothing',
    description: 'The rater finds the assessment in GET /tasks, a while after the phase has begun that it is answered in. Name peers and upward raters before that: one who is named later (where phases overlap, everyone) waits until as many wait for the same participant in the same role as minimumPeers of the policy says, and is not asked at all if they never are. HR may name another manager while the former one has not answered, whose assessment is closed then. If-Match has no meaning here, and no version is told: it would show who has answered.',
  })
  @ApiResponse({ status: 204, description: 'The rater is named' })
  nameRater(
    @Param('cycle', UuidPipe) cycle: string,
    @Param('person', PersonIdPipe) person: string,
    @Body({ schema: raterBody }) body: RaterBody,
    @Context() context: RequestContext,
  ): Promise<void> {
    return this.nominations.name(cycle, person, body, context);
  }

  @Post('assessments/:assessment/submission')
  @HttpCode(200)
  @JsonBody({ maxBytes: submissionBytes })
  @Allow({ relation: 'assessment.rater', of: 'assessment' })
  @Unobserved()
  @ApiOperation({ summary: 'Submit an assessment: every asked cell, and the offered ones that you chose. It stands' })
  @ApiResponse({ status: 200, standardSchema: answered })
  submit(
    @Param('assessment', UuidPipe) assessment: string,
    @Body({ schema: submissionBody }) body: SubmissionBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.submissions.submit(assessment, body, context);
  }
}
