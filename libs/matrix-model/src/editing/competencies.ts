import type { Competency, MatrixContent } from '../matrix.js';
import type { IntentOf } from './intent.js';
import { changedText, competencyOf, levelOf, mustBeGroup, refuse, withCompetency } from './refuse.js';

export function addCompetency(matrix: MatrixContent, { id, group, title, level, cell, after }: IntentOf<'add-competency'>): MatrixContent {
  mustBeFree(matrix, id);
  mustBeGroup(matrix, group);
  const { code } = levelOf(matrix, level);
  const added: Competency = { id, group, title, cells: [{ listedAt: [code], ...cell }] };
  const lastOfGroup = matrix.competencies.findLast((one) => one.group === group)?.id;
  return placed(matrix.competencies, matrix, added, after === undefined ? (lastOfGroup ?? matrix.competencies.at(-1)?.id ?? null) : after);
}

export function moveCompetency(matrix: MatrixContent, { competency: id, after, group }: IntentOf<'move-competency'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  if (group !== undefined) mustBeGroup(matrix, group);
  if (after === id) refuse('after', 'It cannot stand behind itself.');
  const moved = { ...competency, group: group ?? competency.group };
  if (after === undefined) return withCompetency(matrix, moved);
  return placed(matrix.competencies.filter((one) => one !== competency), matrix, moved, after);
}

export function renameCompetency(matrix: MatrixContent, { competency: id, title }: IntentOf<'rename-competency'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  return withCompetency(matrix, { ...competency, title: changedText(competency.title, title, 'title') });
}

export function endCompetency(matrix: MatrixContent, { competency: id, level, reason }: IntentOf<'end-competency'>): MatrixContent {
  if (matrix.reading === 'complete') {
    refuse('kind', 'In complete lists, what a level does not list is not expected there: change "listedAt" of the cell instead.');
  }
  const { code } = levelOf(matrix, level);
  return withCompetency(matrix, { ...competencyOf(matrix, id), ended: { level: code, reason } });
}

export function continueCompetency(matrix: MatrixContent, { competency: id }: IntentOf<'continue-competency'>): MatrixContent {
  const { ended: _ended, ...competency } = competencyOf(matrix, id);
  return withCompetency(matrix, competency);
}

export function removeCompetency(matrix: MatrixContent, { competency: id }: IntentOf<'remove-competency'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  return { ...matrix, competencies: matrix.competencies.filter((one) => one !== competency) };
}

/** @throws DomainError change-not-applicable */
export function mustBeFree(matrix: MatrixContent, id: string): void {
  if (matrix.competencies.some((one) => one.id === id)) refuse('id', `There is a competency "${id}" already; take another id, such as "${id}-2".`);
}

function placed(others: readonly Competency[], matrix: MatrixContent, one: Competency, after: string | null): MatrixContent {
  const at = after === null ? 0 : others.indexOf(competencyOf(matrix, after, 'after')) + 1;
  return { ...matrix, competencies: others.toSpliced(at, 0, one) };
}
