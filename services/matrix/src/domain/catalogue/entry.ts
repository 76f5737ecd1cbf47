import type { Competency, Expectation, LocalizedText, MatrixContent } from '@rung/matrix-model';

/** A matrix that comes with Rung, curated: an organisation copies it and edits the copy. */
export interface CatalogueEntry {
  /** Stable and readable: what its address and the events call it. */
  readonly entry: string;
  readonly name: LocalizedText;
  readonly summary: LocalizedText;
  readonly content: MatrixContent;
}

/** What is said in both languages that entries speak. */
export function said(ru: string, en: string): LocalizedText {
  return { ru, en };
}

/** A cell, in force from the first level that lists it. */
export function cell(listedAt: readonly string[], statement: LocalizedText): Expectation {
  return { listedAt: [...listedAt], statement, questions: [], evidenceRequired: false, mustHave: false, weight: 1 };
}

/** A hard competency: its cells from the lowest level to the highest, each raising the one before. */
export function hard(id: string, title: LocalizedText, ...steps: readonly (readonly [level: string, ru: string, en: string])[]): Competency {
  return { id, group: 'hard', title, cells: steps.map(([level, ru, en]) => cell([level], said(ru, en))) };
}
