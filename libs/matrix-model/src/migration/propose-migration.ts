import { reworded } from '../diff/words.js';
import type { Competency, Expectation, MatrixContent } from '../matrix.js';
import { startOf } from '../parts/sorted.js';
import type { MigrationEntry } from './migration.js';

/** Less of a statement than this is the same in both versions: whoever answered the one has not answered the other. */
const keptAtLeast = 0.8;

/**
 * What became of each competency, as far as the words tell: what is gone was merged where another one says its words, and split where a new one took some
 * of them; what was reworded beyond a slip is asked again. A proposal: people correct it.
 */
export function proposeMigration(from: MatrixContent, to: MatrixContent): MigrationEntry[] {
  const after = new Map(to.competencies.map((one) => [one.id, one]));
  const old = new Set(from.competencies.map(({ id }) => id));
  const added = to.competencies.filter(({ id }) => !old.has(id));
  return from.competencies.map((one): MigrationEntry => {
    const { id: competency } = one;
    const now = after.get(competency);
    const heirs = added.filter((other) => one.cells.some((cell) => says(other, cell)));
    if (now === undefined) return ofGone(one, to, heirs.map(({ id }) => id));
    if (heirs.length > 0) return { becomes: 'split', competency, into: [competency, ...heirs.map(({ id }) => id)] };
    return { becomes: one.cells.every((cell) => isKept(cell, now)) ? 'kept' : 'asked-again', competency };
  });
}

function ofGone({ id: competency, cells }: Competency, to: MatrixContent, heirs: readonly string[]): MigrationEntry {
  if (heirs.length > 1) return { becomes: 'split', competency, into: [...heirs] };
  const into = heirs[0] ?? to.competencies.find((other) => cells.some((cell) => says(other, cell)))?.id;
  return into === undefined ? { becomes: 'dropped', competency } : { becomes: 'merged', competency, into };
}

/** Whether a competency has the words of a cell in one of its own, as they were or beside others. */
function says({ cells }: Competency, { statement }: Expectation): boolean {
  return cells.some((cell) => Object.entries(statement).some(([language, words]) => cell.statement[language]?.includes(words)));
}

/** The cell that starts at the same level demands what it did, in about the same words of each language that both have. */
function isKept(cell: Expectation, { cells }: Competency): boolean {
  const now = cells.find((one) => startOf(one) === startOf(cell));
  if (now === undefined || now.evidenceRequired !== cell.evidenceRequired) return false;
  const both = Object.entries(cell.statement).flatMap(([language, words]) => (now.statement[language] === undefined ? [] : [[words, now.statement[language]] as const]));
  return both.length > 0 && both.every(([before, after]) => shareKept(before, after) >= keptAtLeast);
}

function shareKept(before: string, after: string): number {
  if (before === after) return 1;
  const kept = reworded(before, after).filter(({ kind }) => kind === 'kept').reduce((sum, { text }) => sum + text.length, 0);
  return kept / Math.max(before.length, after.length);
}
