// What two versions of a matrix differ in, in the words of those who read it. Pure.
import type { Competency, Expectation, LocalizedText, MatrixContent } from '../matrix.js';
import { changedParts } from '../parts/changed-parts.js';
import type { PartChange } from '../parts/part.js';
import { same } from '../parts/same.js';
import { startOf } from '../parts/sorted.js';
import { reworded, type Segment } from './words.js';

/** By language; where only one of the two has it, all of it is added or removed. Languages in which nothing changed are left out. */
export type TextDiff = Readonly<Record<string, readonly Segment[]>>;

export interface CellDiff {
  /** That it starts at. */
  readonly level: string;
  /** `raised`: a cell that was added above an earlier one of the competency. */
  readonly change: 'added' | 'raised' | 'removed' | 'changed';
  readonly statement?: TextDiff;
  /** Names of the other fields that are otherwise: `mustHave`, `questions`, `listedAt` … */
  readonly fields: readonly string[];
  readonly before: Expectation | null;
  readonly after: Expectation | null;
}

export interface CompetencyDiff {
  readonly competency: string;
  readonly title?: TextDiff;
  /** To another place among the rows, or another group. */
  readonly moved?: { readonly before: Place; readonly after: Place };
  readonly ended?: { readonly before: Competency['ended'] | null; readonly after: Competency['ended'] | null };
  readonly cells: readonly CellDiff[];
  /** Where it is at one level what it is at another, by reference, and was not, or was what it is at a third; empty where none became otherwise. */
  readonly references: readonly ReferenceDiff[];
}

export interface ReferenceDiff {
  /** That the reference stands at. */
  readonly level: string;
  /** The level that it was, and is, the same as; null where it was, or is, what it says itself. */
  readonly before: string | null;
  readonly after: string | null;
}

export interface Place {
  readonly group: string;
  /** The competency that it stands behind; null for the first one. */
  readonly after: string | null;
}

export interface MatrixDiff {
  readonly added: readonly Competency[];
  readonly removed: readonly Competency[];
  readonly changed: readonly CompetencyDiff[];
  /** Of the matrix itself: the frame, the groups, the levels and the terms, where they are otherwise. */
  readonly frame: readonly Exclude<PartChange, { part: 'competency' | 'cell' | 'reference' }>[];
}

/** Nothing, for contents that say the same. Each difference is told once, and together they lead from the one content to the other. */
export function diffMatrices(from: MatrixContent, to: MatrixContent): MatrixDiff {
  const parts = changedParts(from, to);
  const before = new Map(from.competencies.map((one) => [one.id, one]));
  const after = new Map(to.competencies.map((one) => [one.id, one]));
  const touched = new Map<string, PartChange[]>();
  for (const one of parts) {
    if (!('competency' in one)) continue;
    const known = touched.get(one.competency);
    if (known === undefined) touched.set(one.competency, [one]);
    else known.push(one);
  }
  return {
    added: to.competencies.filter(({ id }) => !before.has(id)),
    removed: from.competencies.filter(({ id }) => !after.has(id)),
    changed: to.competencies.filter(({ id }) => before.has(id) && touched.has(id)).map((one) => competencyDiff(one, touched.get(one.id) ?? [])),
    frame: parts.filter((one) => one.part !== 'competency' && one.part !== 'cell' && one.part !== 'reference'),
  };
}

/** @param parts its own that are otherwise. */
function competencyDiff({ id, cells }: Competency, parts: readonly PartChange[]): CompetencyDiff {
  const own = parts.flatMap((one) => (one.part === 'cell' ? [cellDiff(one, cells)] : []));
  const references = parts.flatMap((one) => (one.part === 'reference' ? [{ level: one.level, before: one.before, after: one.after }] : []));
  const head = parts.find((one) => one.part === 'competency');
  if (head?.part !== 'competency' || head.before === null || head.after === null) return { competency: id, cells: own, references };
  const { before, after } = head;
  const title = textDiff(before.title, after.title);
  const hasMoved = before.group !== after.group || before.after !== after.after;
  return {
    competency: id,
    ...(title && { title }),
    ...(hasMoved && { moved: { before: placeOf(before), after: placeOf(after) } }),
    ...(!same(before.ended, after.ended) && { ended: { before: before.ended ?? null, after: after.ended ?? null } }),
    cells: own,
    references,
  };
}

function placeOf({ group, after }: Place): Place {
  return { group, after };
}

function cellDiff({ level, before, after }: Extract<PartChange, { part: 'cell' }>, cells: readonly Expectation[]): CellDiff {
  if (before === null || after === null) {
    const isAboveAnother = cells[0] !== undefined && startOf(cells[0]) !== level;
    const change = after === null ? 'removed' : isAboveAnother ? 'raised' : 'added';
    return { level, change, fields: [], before, after };
  }
  const statement = textDiff(before.statement, after.statement);
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])] as (keyof Expectation)[];
  const fields = names.filter((name) => name !== 'statement' && !same(before[name], after[name]));
  return { level, change: 'changed', ...(statement && { statement }), fields, before, after };
}

function textDiff(before: LocalizedText, after: LocalizedText): TextDiff | undefined {
  const languages = [...new Set([...Object.keys(before), ...Object.keys(after)])].filter((language) => before[language] !== after[language]);
  if (languages.length === 0) return undefined;
  return Object.fromEntries(languages.map((language) => [language, reworded(before[language] ?? '', after[language] ?? '')]));
}
