import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow, atLeastVersion, Context, type RequestContext } from '@rung/service-kit';
import { z } from 'zod';

import { moment } from '../past/moment.js';
import { grid, type Grid } from './grid.js';
import { Grids, matrixList, type MatrixList } from './grids.js';

const listQuery = z.object({ at: moment });
type ListQuery = z.output<typeof listQuery>;
const gridQuery = z.object({ at: moment, atLeast: atLeastVersion });
type GridQuery = z.output<typeof gridQuery>;

/** Every signed-in person may see what is expected of them and of others. */
@ApiTags('matrices')
@Allow({ relation: 'signed-in' })
@Controller('matrices')
export class GridController {
  constructor(private readonly grids: Grids) {}

  @Get()
  @ApiOperation({ summary: 'The matrices and their versions' })
  @ApiResponse({ status: 200, standardSchema: matrixList })
  list(@Query({ schema: listQuery }) { at }: ListQuery, @Context() { actor }: RequestContext): Promise<MatrixList> {
    return this.grids.list(actor, at);
  }

  @Get(':matrixId/versions/:version')
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'A version as a grid, with what is in force at each level' })
  @ApiResponse({ status: 200, standardSchema: grid })
  read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Query({ schema: gridQuery }) when: GridQuery,
    @Context() { actor }: RequestContext,
  ): Promise<Grid> {
    return this.grids.read(actor, matrix, version, when);
  }
}
