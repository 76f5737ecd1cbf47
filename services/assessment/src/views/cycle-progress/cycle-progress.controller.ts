import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, atLeastQuery, UuidPipe } from '@rung/service-kit';

import { cycleList, cycleProgress, CycleProgresses, type CycleList, type CycleProgress } from './cycle-progress.js';

@ApiTags('cycles')
@Allow({ role: 'hr' })
@Controller('cycles')
export class CycleProgressController {
  constructor(private readonly progresses: CycleProgresses) {}

  @Get()
  @ApiOperation({ summary: 'All cycles, in the order in which they were created' })
  @ApiResponse({ status: 200, standardSchema: cycleList })
  list(): Promise<CycleList> {
    return this.progresses.list();
  }

  @Get(':cycle')
  @ApiOperation({
    summary: 'A cycle, and how far its reviews and assessments are',
    description:
      'Assessments of peers and upward ones are counted only where those that were submitted are about five people or more, and so are ' +
      'those that were not; else `null`. Raters are known to who named them, so a smaller number, or "all", would tell who has answered.',
  })
  @ApiResponse({ status: 200, standardSchema: cycleProgress })
  read(@Param('cycle', UuidPipe) cycle: string, @Query('atLeast', atLeastQuery) atLeast: number | undefined): Promise<CycleProgress> {
    return this.progresses.read(cycle, atLeast);
  }
}
