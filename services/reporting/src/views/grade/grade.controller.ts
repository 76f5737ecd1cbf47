import { Controller, Get, Header, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, PersonIdPipe, type RequestContext } from '@rung/service-kit';

import { answerIfChanged, type ConditionalReply } from '../conditional-answer.js';
import { gradeQuery, gradeView, type GradeQuery } from './grade.js';
import { Grades } from './grades.js';

@ApiTags('grades')
@Controller('grades')
export class GradeController {
  constructor(private readonly grades: Grades) {}

  @Get(':person')
  @Allow({ role: 'hr' }, { relation: 'self', of: 'person' }, { relation: 'reporting.manager-of', of: 'person' })
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: "A person's grade in a cycle and why: for HR and the managers above once proposed, for the person once released" })
  @ApiHeader({ name: 'if-none-match', required: false, description: 'The ETag of the answer that the client has' })
  @ApiResponse({ status: 200, standardSchema: gradeView, headers: { etag: { description: 'Of this answer; it changes with the version, and when the view was made anew', schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'It is still the answer that If-None-Match names' })
  async read(
    @Param('person', PersonIdPipe) person: string,
    @Query({ schema: gradeQuery }) { cycle, atLeast }: GradeQuery,
    @Context() { actor }: RequestContext,
    @Res({ passthrough: true }) reply: ConditionalReply,
  ): Promise<Buffer | undefined> {
    return answerIfChanged(reply, await this.grades.read(cycle, person, actor, atLeast));
  }
}
