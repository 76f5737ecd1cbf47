import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId } from '@rung/contracts';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { diffQuery, type DiffQuery } from '../diff/diff-api.js';
import { Affected, affectedView, type AffectedView } from './affected.js';

@ApiTags('matrices')
@Allow({ role: 'matrix-editor' }, { role: 'hr' })
@Controller('matrices/:matrixId/diff/affected')
export class AffectedController {
  constructor(private readonly affected: Affected) {}

  @Get()
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'Who is assessed on the earlier of two versions, and how many are asked for what differs' })
  @ApiResponse({ status: 200, standardSchema: affectedView })
  read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Query({ schema: diffQuery }) query: DiffQuery,
    @Context() { actor }: RequestContext,
  ): Promise<AffectedView> {
    return this.affected.read(actor, matrix, query);
  }
}
