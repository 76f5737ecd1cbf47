import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow, atLeastQuery, Context, type RequestContext } from '@rung/service-kit';

import { grid, type Grid } from './grid.js';
import { Grids, matrixList, type MatrixList } from './grids.js';

/** Every signed-in person may see what is expected of them and of others. */
@ApiTags('matrices')
@Allow({ relation: 'signed-in' })
@Controller('matrices')
export class GridController {
  constructor(private readonly grids: Grids) {}

  @Get()
  @ApiOperation({ summary: 'The matrices and their versions' })
  @ApiResponse({ status: 200, standardSchema: matrixList })
  list(@Context() { actor }: RequestContext): Promise<MatrixList> {
    return this.grids.list(actor);
  }

  @Get(':matrixId/versions/:version')
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'A version as a grid, with what is in force at each level' })
  @ApiResponse({ status: 200, standardSchema: grid })
  read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Query('atLeast', atLeastQuery) atLeast: number | undefined,
    @Context() { actor }: RequestContext,
  ): Promise<Grid> {
    return this.grids.read(actor, matrix, version, atLeast);
  }
}
