// What is shown of one cell, and of the competency's way through the levels.
import type { LocalizedText } from '../../../i18n/in-language.js';
import { levelName, levelNameIn, ownReference, type CellState } from '../../../matrices/grid-view.js';
import type { Grid } from '../../../matrices/matrix-queries.js';

export interface StepView {
  readonly code: string;
  readonly name: string;
  /** Null where nothing is required. */
  readonly state: CellState | null;
  readonly statement: LocalizedText | null;
  /** The level that it is the same as here, by a reference of its own. */
  readonly sameAs: string | null;
}

export interface OpenCell {
  readonly title: LocalizedText;
  readonly group: string;
  readonly level: string;
  readonly state: CellState;
  /** The level that the words are of: where the cell is new, or raised an earlier one. */
  readonly since: string;
  /** The level that it is the same as here, by a reference of its own or of its group. */
  readonly sameAs: string | null;
  readonly cell: Grid['competencies'][number]['cells'][number];
  readonly terms: Grid['terms'];
  readonly steps: readonly StepView[];
  /** Where the competency is expected no more, and why. */
  readonly ended: { readonly level: string; readonly reason: LocalizedText } | null;
}

/** @returns undefined where the matrix has no such competency, or does not expect it at that level. */
export function openCell(grid: Grid, code: string, level: string): OpenCell | undefined {
  const competency = grid.competencies.find(({ id }) => id === code);
  const here = competency?.inForce.find((cell) => cell.level === level);
  const cell = here === undefined ? undefined : competency?.cells[here.cell];
  if (competency === undefined || here === undefined || cell === undefined) return undefined;
  const nameOf = (wanted: string): string => levelNameIn(grid.levels, wanted);
  const { ended } = competency;
  return {
    title: competency.title,
    group: competency.group,
    level: nameOf(level),
    state: here.state,
    since: nameOf(cell.listedAt[0] ?? level),
    sameAs: ownReference(grid, competency, level) ?? (here.inheritedFrom === undefined ? null : nameOf(here.inheritedFrom)),
    cell,
    terms: grid.terms.filter(({ word, words }) => [word, ...Object.values(words ?? {})].some((name) => mentions([competency.title, cell.statement], name))),
    steps: grid.levels.map((one) => {
      const step = competency.inForce.find((other) => other.level === one.code);
      return { code: one.code, name: levelName(one), state: step?.state ?? null, statement: step === undefined ? null : (competency.cells[step.cell]?.statement ?? null), sameAs: ownReference(grid, competency, one.code) };
    }),
    ended: ended === undefined ? null : { level: nameOf(ended.level), reason: ended.reason },
  };
}

function mentions(texts: readonly LocalizedText[], word: string): boolean {
  const wanted = word.toLowerCase();
  return texts.some((text) => Object.values(text).some((value) => value.toLowerCase().includes(wanted)));
}

/** A short statement is its own title, and is not said twice. */
export function isSameText(one: LocalizedText, other: LocalizedText): boolean {
  return Object.entries(one).every(([language, text]) => other[language] === text);
}
