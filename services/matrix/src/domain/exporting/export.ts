import { z } from 'zod';

import { toCase } from './case/case.js';
import { toJson } from './lossless/json.js';
import { toYaml } from './lossless/yaml.js';
import { toHtml } from './page/html.js';
import { toMarkdown } from './page/markdown.js';
import type { Subject } from './subject.js';
import { toCsv } from './table/csv.js';
import { toXlsx } from './table/xlsx.js';

export const exportFormat = z.enum(['json', 'yaml', 'csv', 'xlsx', 'markdown', 'case', 'html']);
export type ExportFormat = z.infer<typeof exportFormat>;

interface Format {
  readonly mediaType: string;
  readonly extension: string;
  readonly write: (subject: Subject) => string | Uint8Array;
}

export const exportFormats: Readonly<Record<ExportFormat, Format>> = {
  json: { mediaType: 'application/json; charset=utf-8', extension: 'json', write: ({ content }) => toJson(content) },
  yaml: { mediaType: 'application/yaml', extension: 'yaml', write: ({ content }) => toYaml(content) },
  csv: { mediaType: 'text/csv; charset=utf-8; header=present', extension: 'csv', write: toCsv },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', extension: 'xlsx', write: toXlsx },
  markdown: { mediaType: 'text/markdown; charset=utf-8', extension: 'md', write: toMarkdown },
  case: { mediaType: 'application/json; charset=utf-8', extension: 'case.json', write: toCase },
  html: { mediaType: 'text/html; charset=utf-8', extension: 'html', write: toHtml },
};
