import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, TextBody, UuidPipe, type RequestContext } from '@rung/service-kit';

import { acceptanceBody, accepted, maxTextBytes, stagedPreview, type Accepted, type AcceptanceBody, type StagedPreview } from './import-api.js';
import { ImportAcceptance } from './import-acceptance.js';
import { StagedImports } from './staged-imports.js';
import { TextReader } from './text-reader.js';

@ApiTags('matrices')
@Controller('matrices/imports')
export class ImportsController {
  constructor(
    private readonly staged: StagedImports,
    private readonly reader: TextReader,
    private readonly acceptance: ImportAcceptance,
  ) {}

  @Post()
  @HttpCode(201)
  @Allow({ role: 'matrix-editor' })
  @ApiOperation({ summary: "Read a company's own matrix text and preview what was understood; nothing is applied" })
  @ApiResponse({ status: 201, standardSchema: stagedPreview })
  @TextBody({ maxBytes: maxTextBytes })
  async preview(@Body() text: string, @Context() { receivedAt }: RequestContext): Promise<StagedPreview> {
    const preview = await this.reader.preview(text);
    return { id: await this.staged.stage(text, new Date(receivedAt)), ...preview };
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
