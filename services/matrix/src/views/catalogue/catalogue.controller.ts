import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, sha256 } from '@rung/contracts';
import { localizedText, matrixContent } from '@rung/matrix-model';
import { Allow } from '@rung/service-kit';
import { z } from 'zod';

import { catalogue, catalogueEntry } from '../../domain/catalogue/catalogue.js';
import type { CatalogueEntry as Entry } from '../../domain/catalogue/entry.js';
import { contentHash } from '../../domain/content-hash.js';

const entrySummary = z
  .object({
    entry: matrixId,
    name: localizedText,
    summary: localizedText,
    hash: sha256.describe('of the content: another one where a release of Rung says anything else'),
    levels: z.array(z.string()).describe('names, from the lowest'),
    competencies: z.int(),
  })
  .meta({ id: 'CatalogueEntrySummary' });
type EntrySummary = z.infer<typeof entrySummary>;

const entryList = z.object({ entries: z.array(entrySummary) }).meta({ id: 'CatalogueList' });
type EntryList = z.infer<typeof entryList>;

const entryInFull = entrySummary.extend({ content: matrixContent }).meta({ id: 'CatalogueEntry' });
type EntryInFull = z.infer<typeof entryInFull>;

@ApiTags('catalogue')
@Allow({ relation: 'signed-in' })
@Controller('catalogue')
export class CatalogueController {
  @Get()
  @ApiOperation({ summary: 'The curated matrices that come with Rung' })
  @ApiResponse({ status: 200, standardSchema: entryList })
  list(): EntryList {
    return { entries: catalogue.map(summaryOf) };
  }

  @Get(':entry')
  @ApiOperation({ summary: 'An entry of the catalogue, whole' })
  @ApiResponse({ status: 200, standardSchema: entryInFull })
  read(@Param('entry', { schema: matrixId }) entry: string): EntryInFull {
    const found = catalogueEntry(entry);
    return { ...summaryOf(found), content: found.content };
  }
}

function summaryOf({ entry, name, summary, content }: Entry): EntrySummary {
  return {
    entry,
    name,
    summary,
    hash: contentHash(content),
    levels: content.levels.map((level) => level.names.join(' / ')),
    competencies: content.competencies.length,
  };
}
