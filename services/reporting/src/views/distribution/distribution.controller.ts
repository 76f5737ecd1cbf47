import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { reportQuery, type ReportQuery } from '../report-query.js';
import { distribution, type Distribution } from './distribution.js';
import { Distributions } from './distributions.js';

@ApiTags('reports')
@Controller('reports/distribution')
export class DistributionController {
  constructor(private readonly distributions: Distributions) {}

  @Get()
  @Allow({ role: 'hr' })
  @ApiOperation({ summary: 'How many people have which grade; nothing of fewer than five' })
  @ApiResponse({ status: 200, standardSchema: distribution })
  read(@Query({ schema: reportQuery }) query: ReportQuery, @Context() { actor }: RequestContext): Promise<Distribution> {
    return this.distributions.read(query, actor.personId);
  }
}
