import { code, competency, expectation, localizedText, partChange } from '@rung/matrix-model';
import { z } from 'zod';

import { moment } from '../past/moment.js';

const segment = z.object({ kind: z.enum(['kept', 'removed', 'added']), text: z.string() });
const textDiff = z.record(z.string(), z.array(segment)).describe('By language, those alone in which words changed');
const place = z.object({ group: code, after: code.nullable().describe('The competency that it stands behind') });
const ended = z.object({ level: code, reason: localizedText }).nullable();

const cellDiff = z
  .object({
    level: code.describe('That it starts at'),
    change: z.enum(['added', 'raised', 'removed', 'changed']).describe('`raised`: added above an earlier cell of the competency'),
    statement: textDiff.optional(),
    fields: z.array(z.string()).describe('The other fields that are otherwise'),
    before: expectation.nullable(),
    after: expectation.nullable(),
  })
  .meta({ id: 'CellDiff' });

/** Of two versions. */
export const versionDiff = z
  .object({
    matrix: z.string(),
    from: z.int(),
    to: z.int(),
    added: z.array(competency),
    removed: z.array(competency),
    changed: z.array(
      z.object({
        competency: code,
        title: textDiff.optional(),
        moved: z.object({ before: place, after: place }).optional(),
        ended: z.object({ before: ended, after: ended }).optional(),
        cells: z.array(cellDiff),
        references: z
          .array(z.object({ level: code, before: code.nullable(), after: code.nullable() }))
          .describe('Where it is at a level, by reference, what it is at another: the other level, and null where it was, or is, what its own lists say'),
      }),
    ),
    frame: z.array(partChange).describe('The frame, groups, levels and terms, where they are otherwise'),
  })
  .meta({ id: 'VersionDiff' });
export type VersionDiff = z.infer<typeof versionDiff>;

const version = z.coerce.number().int().min(1).max(999_999_999);
export const diffQuery = z.object({ from: version, to: version, at: moment });
export type DiffQuery = z.output<typeof diffQuery>;
