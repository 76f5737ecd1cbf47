import { Inject, Injectable } from '@nestjs/common';
import type { EventLog } from '@rung/event-store';
import { invalidRequest, namesEtag, type Actor } from '@rung/service-kit';
import { z } from 'zod';

import { contentHash } from '../../domain/content-hash.js';
import { exportFormat, exportFormats, languagesOf, type ExportFormat } from '../../domain/exporting/index.js';
import { EVENT_LOG } from '../../tokens.js';
import { moment } from '../past/moment.js';
import { Grids } from '../grid/grids.js';

export const exportQuery = z
  .object({
    format: exportFormat.default('json').describe('json and yaml are lossless; case is a CFPackage of 1EdTech CASE 1.1, html a page to print'),
    language: z
      .string()
      .regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*(,[a-z]{2,3}(-[A-Za-z0-9]{2,8})*)*$/, 'must be language tags with commas between them: ru,en')
      .optional()
      .describe('In which languages, the first one leading: `ru` or `ru,en`. All of the matrix where absent; json and yaml always have all, case the first alone'),
    at: moment,
  })
  .strict();
export type ExportQuery = z.output<typeof exportQuery>;

export const mediaTypes = [...new Set(Object.values(exportFormats).map(({ mediaType }) => mediaType.split(';')[0] ?? mediaType))];

interface ExportAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | Buffer | undefined;
}

/** The page may be opened in place: it has a style and nothing that runs, and a browser is told to run nothing. */
const ofAPage = { 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox allow-modals" };

@Injectable()
export class Exports {
  constructor(
    private readonly grids: Grids,
    @Inject(EVENT_LOG) private readonly log: EventLog,
  ) {}

  /** @throws DomainError not-found, invalid-request for a language that the matrix does not speak */
  async answer(actor: Actor, matrix: string, version: number, { format, language, at }: ExportQuery, known?: string): Promise<ExportAnswer> {
    const { frame, competencies, status, streamVersion } = await this.grids.find(actor, matrix, version, { at });
    const content = { ...frame, competencies };
    const languages = chosenLanguages(languagesOf(content), language);
    // The place in the stream as well: a draft that is published says the same, and yet that it is no draft.
    const etag = `"${contentHash(content)}.${streamVersion}"`;
    const headers = { etag, 'cache-control': 'private, no-cache' };
    if (namesEtag(known, etag)) return { status: 304, headers, body: undefined };
    const { mediaType, write } = exportFormats[format];
    const written = write({ matrix, version, status, changedAt: await this.changedAt(matrix, streamVersion), content, languages });
    return {
      status: 200,
      headers: { ...headers, 'content-type': mediaType, 'content-disposition': dispositionOf(matrix, version, format), ...(format === 'html' ? ofAPage : {}) },
      body: typeof written === 'string' ? written : Buffer.from(written),
    };
  }

  private async changedAt(matrix: string, streamVersion: number): Promise<string> {
    const [last] = await this.log.readStream(`matrix/${matrix}`, streamVersion - 1);
    if (last === undefined) throw new Error(`matrix/${matrix} has no event ${streamVersion}, which the grid reflects`);
    return last.occurredAt;
  }
}

function chosenLanguages(all: readonly string[], asked: string | undefined): readonly string[] {
  if (asked === undefined) return all;
  const chosen = [...new Set(asked.split(','))];
  const strange = chosen.filter((language) => !all.includes(language));
  if (strange.length === 0) return chosen;
  throw invalidRequest(`The query parameter language names ${strange.join(', ')}; this matrix has ${all.join(', ')}.`, [
    { pointer: '/language', detail: `takes ${all.join(', ')}` },
  ]);
}

/** The id of a matrix has no character that a header or a file system could mistake. */
function dispositionOf(matrix: string, version: number, format: ExportFormat): string {
  return `${format === 'html' ? 'inline' : 'attachment'}; filename="${matrix}-v${version}.${exportFormats[format].extension}"`;
}
