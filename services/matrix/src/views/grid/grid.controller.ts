import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow, atLeastVersion, Context, sendCompressed, type RequestContext } from '@rung/service-kit';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

import { moment } from '../past/moment.js';
import { GridAnswers } from './grid-answers.js';
import { grid } from './grid.js';
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
  constructor(
    private readonly grids: Grids,
    private readonly answers: GridAnswers,
  ) {}

  @Get()
  @ApiOperation({ summary: 'The matrices and their versions' })
  @ApiResponse({ status: 200, standardSchema: matrixList })
  list(@Query({ schema: listQuery }) { at }: ListQuery, @Context() { actor }: RequestContext): Promise<MatrixList> {
    return this.grids.list(actor, at);
  }

  @Get(':matrixId/versions/:version')
  @ApiOperation({ summary: 'A version as a grid, with what is in force at each level; compressed where the client takes it so' })
  @ApiHeader({ name: 'if-none-match', required: false, description: 'The ETag that is known' })
  @ApiResponse({ status: 200, standardSchema: grid, headers: { etag: { description: 'Of what is or was published', schema: { type: 'string' } } } })
  @ApiResponse({ status: 304, description: 'It is as the ETag of If-None-Match says.' })
  async read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Query({ schema: gridQuery }) when: GridQuery,
    @Context() { actor }: RequestContext,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    sendCompressed(reply, await this.answers.answer(actor, matrix, version, when, known));
  }
}
