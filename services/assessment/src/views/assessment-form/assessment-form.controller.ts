import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, atLeastVersion, Context, Unobserved, UuidPipe, type RequestContext } from '@rung/service-kit';
import { z } from 'zod';

import { assessmentForm, AssessmentForms, type AssessmentFormView } from './assessment-forms.js';

const formQuery = z.object({ atLeast: atLeastVersion });
type FormQuery = z.output<typeof formQuery>;

@ApiTags('assessments')
@Controller('assessments')
export class AssessmentFormController {
  constructor(private readonly forms: AssessmentForms) {}

  @Get(':assessment')
  @Header('cache-control', 'no-store')
  @Allow({ relation: 'assessment.rater', of: 'assessment' })
  @Unobserved()
  @ApiOperation({ summary: 'What you are asked about a participant, and what you have submitted' })
  @ApiResponse({ status: 200, standardSchema: assessmentForm })
  read(
    @Param('assessment', UuidPipe) assessment: string,
    @Query({ schema: formQuery }) { atLeast }: FormQuery,
    @Context() { actor, receivedAt }: RequestContext,
  ): Promise<AssessmentFormView> {
    return this.forms.read(assessment, { rater: actor.personId, at: receivedAt }, atLeast);
  }
}
