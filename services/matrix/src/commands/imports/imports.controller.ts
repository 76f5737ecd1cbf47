import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, FileBody, UuidPipe, type RequestContext } from '@rung/service-kit';

import {
  acceptanceBody,
  accepted,
  correctionsBody,
  fileQuery,
  mappingBody,
  maxFileBytes,
  stagedPreview,
  type Accepted,
  type AcceptanceBody,
  type CorrectionsBody,
  type FileQuery,
  type MappingBody,
  type StagedPreview,
} from './import-api.js';
import { ImportAcceptance } from './import-acceptance.js';
import { ImportPreviews } from './import-previews.js';

@ApiTags('matrices')
@Controller('matrices/imports')
export class ImportsController {
  constructor(
    private readonly previews: ImportPreviews,
    private readonly acceptance: ImportAcceptance,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: "Read a company's own matrix, a text or a file, and preview what was understood; nothing is applied" })
  @ApiResponse({ status: 201, standardSchema: stagedPreview })
  @FileBody({ maxBytes: maxFileBytes })
  preview(@Body() bytes: Buffer | undefined, @Query({ schema: fileQuery }) query: FileQuery, @Context() { receivedAt }: RequestContext): Promise<StagedPreview> {
    return this.previews.begin({ ...query, bytes: bytes ?? Buffer.alloc(0) }, new Date(receivedAt));
  }

  @Get(':importId')
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: 'The preview of a file that waits to be accepted, by what was said of its columns last' })
  @ApiResponse({ status: 200, standardSchema: stagedPreview })
  again(@Param('importId', UuidPipe) importId: string, @Context() { receivedAt }: RequestContext): Promise<StagedPreview> {
    return this.previews.again(importId, new Date(receivedAt));
  }

  @Put(':importId/mapping')
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: "Say what the columns of a file's tables are, and preview it again" })
  @ApiResponse({ status: 200, standardSchema: stagedPreview })
  map(
    @Param('importId', UuidPipe) importId: string,
    @Body({ schema: mappingBody }) { mapping }: MappingBody,
    @Context() { receivedAt }: RequestContext,
  ): Promise<StagedPreview> {
    return this.previews.map(importId, mapping, new Date(receivedAt));
  }

  @Post(':importId/preview')
  @HttpCode(200)
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: 'The preview as corrections make it; they are not kept, and go with the acceptance' })
  @ApiResponse({ status: 200, standardSchema: stagedPreview })
  corrected(
    @Param('importId', UuidPipe) importId: string,
    @Body({ schema: correctionsBody }) { corrections }: CorrectionsBody,
    @Context() { receivedAt }: RequestContext,
  ): Promise<StagedPreview> {
    return this.previews.again(importId, new Date(receivedAt), corrections);
  }

  @Post(':importId/accept')
  @HttpCode(201)
  @Allow({ role: 'matrix-editor' })
  @ApiResponse({ status: 201, standardSchema: accepted })
  @ApiOperation({ summary: 'Accept a preview, with corrections: a draft version begins' })
  accept(
    @Param('importId', UuidPipe) importId: string,
    @Body({ schema: acceptanceBody }) body: AcceptanceBody,
    @Context() context: RequestContext,
  ): Promise<Accepted> {
    return this.acceptance.accept(importId, body, context);
  }
}
