import { Controller, Get, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { reportQuery, type ReportQuery } from '../report-query.js';
import { heatmap, type Heatmap } from './heatmap.js';
import { Heatmaps } from './heatmaps.js';

@ApiTags('reports')
@Controller('reports/heatmap')
export class HeatmapController {
  constructor(private readonly heatmaps: Heatmaps) {}

  @Get()
  @Allow({ role: 'hr' })
  @ApiOperation({ summary: 'Which share of each competency is met in which unit; nothing of fewer than five people' })
  @ApiResponse({ status: 200, standardSchema: heatmap })
  read(@Query({ schema: reportQuery }) query: ReportQuery, @Context() { actor }: RequestContext): Promise<Heatmap> {
    return this.heatmaps.read(query, actor.personId);
  }
}
