import type { Level, MatrixContent } from '../matrix.js';
import { withReferences } from '../parts/apply-parts.js';
import { sorted } from '../parts/sorted.js';
import type { IntentOf } from './intent.js';
import { levelOf, mustBeGroup, mustBeSameMembers, refuse } from './refuse.js';

export function sameAs(matrix: MatrixContent, { level: code, group, as }: IntentOf<'same-as'>): MatrixContent {
  const level = levelOf(matrix, code);
  mustBeGroup(matrix, group);
  if (as !== null) levelOf(matrix, as, 'as');
  const { [group]: _former, ...others } = level.sameAs;
  return withLevel(matrix, { ...level, sameAs: as === null ? others : { ...others, [group]: as } });
}

export function addLevel(matrix: MatrixContent, { code, names, after }: IntentOf<'add-level'>): MatrixContent {
  if (matrix.levels.some((level) => level.code === code)) refuse('code', `There is a level "${code}" already.`);
  const at = after === null ? 0 : matrix.levels.indexOf(levelOf(matrix, after, 'after')) + 1;
  return { ...matrix, levels: matrix.levels.toSpliced(at, 0, { code, names, sameAs: {} }) };
}

export function renameLevel(matrix: MatrixContent, { level, names }: IntentOf<'rename-level'>): MatrixContent {
  return withLevel(matrix, { ...levelOf(matrix, level), names });
}

export function orderLevels(matrix: MatrixContent, { levels: codes }: IntentOf<'order-levels'>): MatrixContent {
  mustBeSameMembers(codes, matrix.levels.map(({ code }) => code), 'levels');
  return sorted({ ...matrix, levels: codes.map((code) => levelOf(matrix, code)) });
}

export function removeLevel(matrix: MatrixContent, { level: code, withCells }: IntentOf<'remove-level'>): MatrixContent {
  const level = levelOf(matrix, code);
  if (matrix.levels.length === 1) refuse('level', 'A matrix needs a level; add another one first.');
  const pointing = matrix.levels.find(({ sameAs: references }) => Object.values(references).includes(code));
  if (pointing !== undefined) refuse('level', `"${pointing.code}" is the same as "${code}" in a group; take out that reference first ("same-as" null).`);
  const referring = matrix.competencies.find(({ sameAs: references = {} }) => Object.entries(references).some(([from, to]) => to === code && from !== code));
  if (referring !== undefined) refuse('level', `"${referring.id}" is at another level the same as at "${code}"; take out that reference first ("cell-same-as" null).`);
  const ending = matrix.competencies.find(({ ended }) => ended?.level === code);
  if (ending !== undefined) refuse('level', `"${ending.id}" ends at "${code}"; let it end elsewhere, or continue, first.`);
  const listed = listedNowhereElse(matrix, code);
  if (listed.length > 0 && !withCells) {
    refuse('level', `${listed.length} cells are listed at "${code}" alone (of "${listed.slice(0, 5).join('", "')}"); list them elsewhere first, or remove them along ("withCells").`);
  }
  const competencies = matrix.competencies.flatMap((one) => {
    const cells = one.cells.flatMap((cell) => {
      const listedAt = cell.listedAt.filter((each) => each !== code);
      return listedAt.length === 0 ? [] : [{ ...cell, listedAt }];
    });
    return cells.length === 0 ? [] : [withReferences({ ...one, cells }, [[code, null]])];
  });
  return sorted({ ...matrix, levels: matrix.levels.filter((one) => one !== level), competencies });
}

function listedNowhereElse(matrix: MatrixContent, code: string): string[] {
  return matrix.competencies.filter(({ cells }) => cells.some(({ listedAt }) => listedAt.every((each) => each === code))).map(({ id }) => id);
}

function withLevel(matrix: MatrixContent, changed: Level): MatrixContent {
  return { ...matrix, levels: matrix.levels.map((level) => (level.code === changed.code ? changed : level)) };
}
