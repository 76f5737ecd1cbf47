import { Body, Controller, Get, Header, Param, Put } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, answered, Context, JsonBody, Unobserved, UuidPipe, type Answered, type RequestContext } from '@rung/service-kit';

import { submissionBytes } from '../commands/assessments/assessment-api.js';
import { draft, draftBody, type Draft, type DraftBody } from './draft-api.js';
import { Drafts } from './drafts.js';

@ApiTags('assessments')
@Controller('assessments/:assessment/draft')
export class DraftsController {
  constructor(private readonly drafts: Drafts) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Allow({ relation: 'assessment.rater', of: 'assessment' })
  @Unobserved()
  @ApiOperation({
    summary: 'What you have typed and not submitted',
    description:
      'Also after the assessment was closed without an answer, until its cycle is closed or cancelled: nobody else can read it, and it is never counted. ' +
      'Version 0 and no ratings where nothing is kept.',
  })
  @ApiResponse({ status: 200, standardSchema: draft })
  read(@Param('assessment', UuidPipe) assessment: string, @Context() context: RequestContext): Promise<Draft> {
    return this.drafts.read(assessment, context);
  }

  @Put()
  @JsonBody({ maxBytes: submissionBytes })
  @Allow({ relation: 'assessment.rater', of: 'assessment' })
  @Unobserved()
  @ApiOperation({
    summary: 'Keep what you have typed so far; nobody but you can read it',
    description:
      'Past the deadline too, as long as the assessment is open: what was typed in time may come late from a device without a network. ' +
      'If-Match names the version of the draft that you have seen, "0" for none. A 409 version-conflict carries the `draft` that is kept.',
  })
  @ApiResponse({ status: 200, standardSchema: answered })
  save(
    @Param('assessment', UuidPipe) assessment: string,
    @Body({ schema: draftBody }) body: DraftBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.drafts.save(assessment, body, context);
  }
}
