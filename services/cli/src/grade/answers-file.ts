// The answers file: what each rater said, in which role, of whom.
import { cellFinderByName, needsEvidence, type Answer, type Cell, type FindCell } from '@rung/assessment/grading';
import { raterRole, ratingValue, type RaterRole, type RatingValue } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import type { BadRows } from './bad-rows.js';
import { csvRows } from './csv-rows.js';

export const answerColumns = ['participant', 'rater', 'role', 'competency', 'level', 'value', 'evidence'] as const;
type Column = (typeof answerColumns)[number];
type Refuse = (column: Column, detail: string) => void;

const roles: ReadonlyMap<string, RaterRole> = new Map(raterRole.options.map((role) => [role, role]));
const values: ReadonlyMap<string, RatingValue> = new Map(
  ratingValue.options.map(({ value }): [string, RatingValue] => [String(value), value]),
);

/** Reads the answers of each participant; all people of `participants` have an entry. Bad rows go to `bad` and are left out. */
export async function readAnswers(
  file: string,
  matrix: MatrixContent,
  participants: Iterable<string>,
  bad: BadRows,
): Promise<ReadonlyMap<string, readonly Answer[]>> {
  const find = cellFinderByName(matrix);
  const twice = repetitions();
  const answers = new Map<string, Answer[]>([...participants].map((person) => [person, []]));
  for await (const { line, fields } of csvRows(file, answerColumns, bad)) {
    let sound = true;
    const refuse: Refuse = (column, detail) => {
      sound = false;
      bad.add({ file, line, column, detail });
    };
    const { participant, rater, competency, level } = fields;
    if (participant === '') refuse('participant', 'the row names no participant');
    else if (!answers.has(participant)) refuse('participant', `"${participant}" is not in the people file`);
    if (rater === '') refuse('rater', 'the row names no rater');
    const role = roles.get(fields.role);
    if (role === undefined) refuse('role', `"${fields.role}" is no role; the roles are ${[...roles.keys()].join(', ')}`);
    const cell = cellOf(find, competency, level, refuse);
    const value = values.get(fields.value);
    if (value === undefined) refuse('value', `"${fields.value}" is no answer; the answers are ${[...values.keys()].join(', ')}`);
    checkEvidence(fields.evidence, cell, value, refuse);
    if (role !== undefined) twice.check({ participant, rater, role, cell }, line, refuse);
    if (sound && role !== undefined && value !== undefined && cell !== undefined) {
      answers.get(participant)?.push({ ...cell.ref, rater, role, value });
    }
  }
  return answers;
}

function cellOf(find: FindCell, competency: string, level: string, refuse: Refuse): Cell | undefined {
  const found = find(competency, level);
  if (!(found instanceof DomainError)) return found;
  refuse(found.code === 'unknown-competency' ? 'competency' : 'level', found.message);
  return undefined;
}

function checkEvidence(evidence: string, cell: Cell | undefined, value: RatingValue | undefined, refuse: Refuse): void {
  if (evidence !== '' && evidence !== '0' && evidence !== '1') {
    refuse('evidence', `"${evidence}" says neither that there is some (1) nor that there is none (0 or empty)`);
  } else if (cell !== undefined && value !== undefined && evidence !== '1' && needsEvidence(cell.expectation, value)) {
    refuse('evidence', `a ${value} needs evidence here, and the participant has none`);
  }
}

/** Remembers who answered what, for the two rules that look at more than one row. */
function repetitions() {
  const managerOf = new Map<string, { rater: string; line: number }>();
  const lineOf = new Map<string, number>();
  return {
    check(row: { participant: string; rater: string; role: RaterRole; cell: Cell | undefined }, line: number, refuse: Refuse): void {
      const { participant, rater, role, cell } = row;
      if (participant === '' || rater === '') return;
      if (role === 'manager') {
        const manager = managerOf.get(participant) ?? { rater, line };
        managerOf.set(participant, manager);
        if (manager.rater !== rater) refuse('rater', `"${participant}" has another manager, "${manager.rater}" in line ${manager.line}`);
      }
      if (cell === undefined) return;
      const key = JSON.stringify([participant, rater, role, cell.order]);
      const first = lineOf.get(key);
      if (first === undefined) lineOf.set(key, line);
      else refuse('competency', `"${rater}" answered this cell in this role in line ${first} already`);
    },
  };
}
