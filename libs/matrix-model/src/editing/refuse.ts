import { DomainError } from '@rung/event-sourcing';

import type { Competency, Expectation, Level, LocalizedText, MatrixContent } from '../matrix.js';
import { cellStartingAt } from '../parts/sorted.js';

/** A change that does not fit the draft. The words say what to do instead. */
export function refuse(field: string, detail: string): never {
  throw new DomainError('change-not-applicable', detail, { errors: [{ pointer: `/change/${field}`, detail }] });
}

/** @throws DomainError change-not-applicable */
export function competencyOf(matrix: MatrixContent, id: string, field = 'competency'): Competency {
  return matrix.competencies.find((one) => one.id === id) ?? refuse(field, `There is no competency "${id}"; its id stands in the grid.`);
}

/** @throws DomainError change-not-applicable, with the levels where there is one. */
export function cellOf(competency: Competency, level: string): Expectation {
  const starts = competency.cells.map(({ listedAt }) => `"${listedAt[0]}"`).join(', ');
  return cellStartingAt(competency, level) ?? refuse('level', `No cell of "${competency.id}" starts at "${level}"; they start at ${starts}.`);
}

/** @throws DomainError change-not-applicable, with the levels that there are. */
export function levelOf(matrix: MatrixContent, code: string, field = 'level'): Level {
  const known = matrix.levels.map((one) => `"${one.code}"`).join(', ');
  return matrix.levels.find((one) => one.code === code) ?? refuse(field, `There is no level "${code}"; there are ${known}.`);
}

/** @throws DomainError change-not-applicable, with the groups that there are. */
export function mustBeGroup({ groups }: MatrixContent, group: string): void {
  if (!groups.includes(group)) refuse('group', `There is no group "${group}"; there are ${groups.map((one) => `"${one}"`).join(', ')}. Add it first.`);
}

/** @throws DomainError change-not-applicable when it leaves no language. */
export function changedText(text: LocalizedText, change: Readonly<Record<string, string | null>>, field: string): LocalizedText {
  const changed = Object.entries({ ...text, ...change }).filter((entry): entry is [string, string] => entry[1] !== null);
  if (changed.length === 0) refuse(field, 'A text needs at least one language; give another before you take out the last.');
  return Object.fromEntries(changed);
}

/** @throws DomainError change-not-applicable unless the lists have the same members. */
export function mustBeSameMembers(asked: readonly string[], there: readonly string[], field: string): void {
  const missing = there.filter((one) => !asked.includes(one));
  if (missing.length > 0 || asked.length !== there.length) refuse(field, `Name all of ${there.map((one) => `"${one}"`).join(', ')}, each once.`);
}

/** The matrix with one competency in the place of the one that had its id. */
export function withCompetency(matrix: MatrixContent, changed: Competency): MatrixContent {
  return { ...matrix, competencies: matrix.competencies.map((one) => (one.id === changed.id ? changed : one)) };
}
