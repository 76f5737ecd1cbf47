import type { Readable } from 'node:stream';

import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiParam, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, CsvBody } from '@rung/service-kit';
import { z } from 'zod';

import { DirectoryImport, type DirectoryFileName, type Imported } from './directory-import.js';

const files = ['units', 'positions', 'people', 'entry-grades'] as const;
const fileName = z.enum(files);
const imported = z
  .object({ taken: z.int().describe('Rows of the file'), changed: z.int().describe('Of these, those that were new or differed') })
  .meta({ id: 'DirectoryImported' });

const largestFileBytes = 64 * 1024 * 1024;

@ApiTags('directory')
@Controller('directory/imports')
export class DirectoryImportController {
  constructor(private readonly imports: DirectoryImport) {}

  @Post(':file')
  @HttpCode(200)
  @Allow({ role: 'hr' })
  @CsvBody({ maxBytes: largestFileBytes })
  @ApiParam({ name: 'file', enum: files })
  @ApiOperation({
    summary: 'Take a CSV file into the directory, whole or not at all',
    description:
      'Columns: units `unit,name,parent` · positions `position,title,matrix` · people `person,name,email,unit,manager,position` · ' +
      'entry-grades `person,matrix,level,signed_by`. What is not in the file stays.',
  })
  @ApiResponse({ status: 200, standardSchema: imported })
  take(@Param('file', { schema: fileName }) file: DirectoryFileName, @Body() rows: Readable): Promise<Imported> {
    return this.imports.take(file, rows);
  }
}
