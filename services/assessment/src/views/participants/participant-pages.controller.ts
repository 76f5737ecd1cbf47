import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, atLeastQuery, Context, PersonIdPipe, UuidPipe, type RequestContext } from '@rung/service-kit';

import { pageQuery, participantPage, Participants, participantView, type PageQuery, type ParticipantPage, type ParticipantView } from './participants.js';

@ApiTags('participants')
@Controller('cycles/:cycle/participants')
export class ParticipantPagesController {
  constructor(private readonly participants: Participants) {}

  @Get()
  @Allow({ role: 'hr' })
  @ApiOperation({ summary: 'The participants of a cycle, page by page' })
  @ApiResponse({ status: 200, standardSchema: participantPage })
  page(
    @Param('cycle', UuidPipe) cycle: string,
    @Query({ schema: pageQuery }) query: PageQuery,
    @Context() { actor }: RequestContext,
  ): Promise<ParticipantPage> {
    return this.participants.page(cycle, actor, query);
  }

  @Get(':person')
  @Allow({ role: 'hr' }, { relation: 'self', of: 'person' }, { relation: 'assessment.manager-of', of: 'person' })
  @ApiOperation({ summary: 'A participant: levels, state, evidence; the grade for who may see it yet' })
  @ApiResponse({ status: 200, standardSchema: participantView })
  read(
    @Param('cycle', UuidPipe) cycle: string,
    @Param('person', PersonIdPipe) person: string,
    @Query('atLeast', atLeastQuery) atLeast: number | undefined,
    @Context() { actor }: RequestContext,
  ): Promise<ParticipantView> {
    return this.participants.read(cycle, person, actor, atLeast);
  }
}
