import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, atLeastQuery, Context, Unobserved, UuidPipe, type RequestContext } from '@rung/service-kit';

import { assessmentForm, AssessmentForms, type AssessmentFormView } from './assessment-forms.js';

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
    @Query('atLeast', atLeastQuery) atLeast: number | undefined,
    @Context() { actor }: RequestContext,
  ): Promise<AssessmentFormView> {
    return this.forms.read(assessment, actor.personId, atLeast);
  }
}
