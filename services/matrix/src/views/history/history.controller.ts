import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow } from '@rung/service-kit';

import { Histories, historyPage, historyQuery, type HistoryPage, type HistoryQuery } from './histories.js';

/** Drafts are for their editors and HR, and so is who said what in them. */
@ApiTags('matrices')
@Allow({ role: 'matrix-editor' }, { role: 'hr' })
@Controller('matrices/:matrixId')
export class HistoryController {
  constructor(private readonly histories: Histories) {}

  @Get('changes')
  @ApiOperation({ summary: 'The same over all versions: what became of a cell, a competency or a list since the matrix began' })
  @ApiResponse({ status: 200, standardSchema: historyPage })
  all(@Param('matrixId', { schema: matrixId }) matrix: string, @Query({ schema: historyQuery }) query: HistoryQuery): Promise<HistoryPage> {
    return this.histories.page(matrix, undefined, query);
  }

  @Get('versions/:version/changes')
  @ApiOperation({ summary: 'Who changed what in a draft, when and why; the newest first, page by page' })
  @ApiResponse({ status: 200, standardSchema: historyPage })
  page(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Query({ schema: historyQuery }) query: HistoryQuery,
  ): Promise<HistoryPage> {
    return this.histories.page(matrix, version, query);
  }
}
