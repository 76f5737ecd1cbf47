import { DomainError } from '@rung/event-sourcing';

import { inEnglish, why, type Why } from './reasons.js';
import type { FilePlace } from './text/source.js';

/** What an import may be at most. A text beyond it is refused by name, so that no import can stall a service. */
export const importLimits = {
  bytes: 5 * 1024 * 1024,
  /** Of JSON and of tables of cells, which take little memory for what they hold: our own exports of large matrices are such. */
  structuredBytes: 16 * 1024 * 1024,
  headings: 5_000,
  /** Words such as "level", whether they head anything or not. */
  levelWords: 50_000,
  /** Brackets, bullets, numbers with a sign. */
  signs: 250_000,
  levels: 50,
  items: 20_000,
  competencies: 5_000,
  freeSentences: 5_000,
  statementLength: 4_000,
  questions: 50,
  /** A statement with its questions, before it is read. */
  itemLength: 100_000,
} as const;

/** A file that cannot be read as a matrix: says where, what was looked for, and the way out. */
export function unreadable(place: FilePlace, reason: Why['reason'], values: Why['values'] = {}): DomainError {
  const { line, column, part, cell } = place;
  const detail = inEnglish(why(reason, values));
  const where = [...(part === undefined ? [] : [part]), ...(cell === undefined ? [`line ${line}, column ${column}`] : [cell])].join(', ');
  return new DomainError('import-unreadable', `${where}: ${detail}`, {
    errors: [{ line, column, ...(part === undefined ? {} : { part }), ...(cell === undefined ? {} : { cell }), detail, reason, values }],
  });
}
