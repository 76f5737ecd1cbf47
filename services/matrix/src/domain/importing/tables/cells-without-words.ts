// Cells that say it with a picture or a colour: nobody but a person can read those.
import { DomainError } from '@rung/event-sourcing';

import { inEnglish, why } from '../reasons.js';
import type { TableMapping } from './mapping.js';
import type { Table } from './table.js';

const mostNamed = 20;

/**
 * @throws DomainError import-unreadable naming each cell, where a picture stands for a statement, or colours do in a table that has no statement in words
 */
export function mustShowWords({ rows, showsOnly, placeOf }: Table, { header }: TableMapping, statements: readonly number[]): void {
  if (showsOnly === undefined) return;
  const hasWords = rows.slice(header).some((row) => statements.some((at) => (row[at] ?? '').trim() !== ''));
  const shown: { row: number; at: number; by: 'picture' | 'colour' }[] = [];
  for (let row = header; row < rows.length && shown.length < mostNamed; row += 1) {
    for (const at of statements) {
      const by = (rows[row]?.[at] ?? '').trim() === '' ? showsOnly(row, at) : undefined;
      if (by === 'picture' || (by === 'colour' && !hasWords)) shown.push({ row, at, by });
    }
  }
  if (shown.length === 0) return;
  const errors = shown.map(({ row, at, by }) => {
    const said = why(by === 'picture' ? 'statement-in-picture' : 'statement-in-colour');
    return { ...placeOf(row, at), detail: inEnglish(said), ...said };
  });
  const [first] = errors;
  throw new DomainError('import-unreadable', `${first?.part ?? ''}, ${first?.cell ?? ''}: ${first?.detail ?? ''}`, { errors });
}
