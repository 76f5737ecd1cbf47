import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId } from '@rung/contracts';
import { diffMatrices } from '@rung/matrix-model';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { Grids } from '../grid/grids.js';
import { diffQuery, versionDiff, type DiffQuery, type VersionDiff } from './diff-api.js';

/** Whoever may see both versions may see what differs. */
@ApiTags('matrices')
@Allow({ relation: 'signed-in' })
@Controller('matrices/:matrixId/diff')
export class DiffController {
  constructor(private readonly grids: Grids) {}

  @Get()
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'What two versions differ in: added, removed, reworded, moved, raised; levels and groups' })
  @ApiResponse({ status: 200, standardSchema: versionDiff })
  async read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Query({ schema: diffQuery }) { from, to, at }: DiffQuery,
    @Context() { actor }: RequestContext,
  ): Promise<VersionDiff> {
    const [before, after] = await Promise.all([this.grids.content(actor, matrix, from, { at }), this.grids.content(actor, matrix, to, { at })]);
    return { matrix, from, to, ...diffMatrices(before, after) } as VersionDiff;
  }
}
