import { findLevel, type Competency, type Level } from '@rung/matrix-model';

import type { Preview } from '../drafting/draft.js';
import { why, type Why } from '../reasons.js';

/** The competency of that id, or why there is none. */
export function competencyOf(preview: Preview, id: string): Competency | Why {
  return preview.matrix.competencies.find((competency) => competency.id === id) ?? why('no-competency', { competency: id });
}

/** The level of that name, or why there is none. */
export function levelOf(preview: Preview, name: string): Level | Why {
  return findLevel(preview.matrix, name) ?? why('no-level-called', { level: name });
}

export function replaceCompetency(preview: Preview, changed: Competency): Preview {
  return withCompetencies(
    preview,
    preview.matrix.competencies.map((competency) => (competency.id === changed.id ? changed : competency)),
  );
}

export function withCompetencies(preview: Preview, competencies: readonly Competency[]): Preview {
  return { ...preview, matrix: { ...preview.matrix, competencies } };
}

/** Level codes in the order of the matrix. */
export function inOrder(preview: Preview, codes: readonly string[]): string[] {
  return preview.matrix.levels.map((level) => level.code).filter((code) => codes.includes(code));
}

/** Cells in the order of the levels at which they start. */
export function cellsInOrder(preview: Preview, cells: Competency['cells']): Competency['cells'] {
  const order = preview.matrix.levels.map((level) => level.code);
  return cells
    .map((cell) => ({ ...cell, listedAt: inOrder(preview, cell.listedAt) }))
    .sort((one, other) => order.indexOf(one.listedAt[0] ?? '') - order.indexOf(other.listedAt[0] ?? ''));
}
