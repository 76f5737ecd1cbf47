import { Controller, Get, Headers, Param, Query, Res } from '@nestjs/common';
import { ApiHeader, ApiOperation, ApiProduces, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow, Context, type RequestContext } from '@rung/service-kit';
import type { FastifyReply } from 'fastify';

import { exportQuery, Exports, mediaTypes, type ExportQuery } from './exports.js';

@ApiTags('matrices')
@Allow({ relation: 'signed-in' })
@Controller('matrices/:matrixId/versions/:version/export')
export class ExportController {
  constructor(private readonly exports: Exports) {}

  @Get()
  @ApiOperation({ summary: 'A version as a file: lossless, for spreadsheets, for other systems, or to print' })
  @ApiHeader({ name: 'if-none-match', required: false, description: 'The ETag that is known' })
  @ApiProduces(...mediaTypes)
  @ApiResponse({ status: 200, description: 'The file; its ETag follows from what it says.' })
  @ApiResponse({ status: 304, description: 'It is as the ETag of If-None-Match says.' })
  async read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Query({ schema: exportQuery }) query: ExportQuery,
    @Context() { actor }: RequestContext,
    @Res() reply: FastifyReply,
    @Headers('if-none-match') known?: string,
  ): Promise<void> {
    const { status, headers, body } = await this.exports.answer(actor, matrix, version, query, known);
    void reply.code(status).headers(headers).send(body);
  }
}
