import type { Expectation, MatrixContent } from '../matrix.js';
import { withReferences } from '../parts/apply-parts.js';
import { cellStartingAt, sortedCells } from '../parts/sorted.js';
import type { IntentOf } from './intent.js';
import { cellOf, changedText, competencyOf, levelOf, refuse, withCompetency } from './refuse.js';

export function editCell(matrix: MatrixContent, intent: IntentOf<'edit-cell'>): MatrixContent {
  const { competency: id, level, kind: _kind, statement, ...fields } = intent;
  const competency = competencyOf(matrix, id);
  const cell = cellOf(competency, level);
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<Expectation>;
  given.listedAt?.forEach((code) => levelOf(matrix, code, 'listedAt'));
  const edited = withoutEmpty({ ...cell, ...given, ...(statement && { statement: changedText(cell.statement, statement, 'statement') }) });
  const cells = competency.cells.map((one) => (one === cell ? edited : one));
  return withCompetency(matrix, { ...competency, cells: sortedCells(cells, matrix.levels) });
}

/** What a cell need not have is left out where there is nothing of it, so that taking it out gives the very cell back. */
function withoutEmpty({ examples, antipatterns, measure, ...cell }: Expectation): Expectation {
  const kept = Object.entries({ examples, antipatterns, measure }).filter(([, list]) => list !== undefined && list.length > 0);
  return { ...cell, ...Object.fromEntries(kept) };
}

export function addCell(matrix: MatrixContent, { competency: id, level, alsoAt, cell }: IntentOf<'add-cell'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  const listedAt = [level, ...alsoAt].map((code) => levelOf(matrix, code).code);
  if (cellStartingAt(competency, level) !== undefined) refuse('level', `A cell of "${id}" starts at "${level}" already; edit that one.`);
  // In a complete list, a level has one cell of a competency: the new one takes the place of the earlier one there.
  const earlier = competency.cells.map((one) => ({ ...one, listedAt: one.listedAt.filter((code) => !listedAt.includes(code)) }));
  const gone = competency.cells.find((_, at) => earlier[at]?.listedAt.length === 0);
  if (gone !== undefined) refuse('alsoAt', `The cell that starts at "${gone.listedAt[0]}" would be listed nowhere; edit that one, or leave out its level.`);
  return withCompetency(matrix, { ...competency, cells: sortedCells([...earlier, { listedAt, ...cell }], matrix.levels) });
}

export function removeCell(matrix: MatrixContent, { competency: id, level }: IntentOf<'remove-cell'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  const cell = cellOf(competency, level);
  if (competency.cells.length === 1) refuse('level', `It is the only cell of "${id}"; remove the competency instead.`);
  return withCompetency(matrix, { ...competency, cells: competency.cells.filter((one) => one !== cell) });
}

export function cellSameAs(matrix: MatrixContent, { competency: id, level, as }: IntentOf<'cell-same-as'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  levelOf(matrix, level);
  if (as === null) return withCompetency(matrix, withReferences(competency, [[level, null]]));
  levelOf(matrix, as, 'as');
  // It takes the place of a cell that is listed there as well; one that starts there says something itself, and the contradiction is refused.
  const cells = competency.cells.map((cell) => ({ ...cell, listedAt: cell.listedAt.filter((code, place) => place === 0 || code !== level) }));
  return withCompetency(matrix, withReferences({ ...competency, cells }, [[level, as]]));
}
