// The people file: who is graded, from which level to which.
import { targetOf, type ReviewLevels } from '@rung/assessment/grading';
import { DomainError } from '@rung/event-sourcing';
import { findLevel, type MatrixContent } from '@rung/matrix-model';

import type { BadRows } from './bad-rows.js';
import { csvRows } from './csv-rows.js';

export const peopleColumns = ['person', 'unit', 'manager', 'current_level', 'target_level'] as const;

export interface Person {
  readonly person: string;
  readonly levels: ReviewLevels;
}

/**
 * Reads the people in the order of the file. Somebody whose row is bad is among them all the same, so that their answers are not
 * bad for that; their levels mean nothing then.
 */
export async function readPeople(file: string, matrix: MatrixContent, bad: BadRows): Promise<Person[]> {
  const people: Person[] = [];
  const lineOf = new Map<string, number>();
  for await (const { line, fields } of csvRows(file, peopleColumns, bad)) {
    const { person } = fields;
    const first = lineOf.get(person);
    if (person === '') {
      bad.add({ file, line, column: 'person', detail: 'the row names nobody' });
    } else if (first !== undefined) {
      bad.add({ file, line, column: 'person', detail: `"${person}" is in line ${first} already` });
    } else {
      lineOf.set(person, line);
    }
    const levels = readLevels(matrix, fields.current_level, fields.target_level, (column, detail) =>
      bad.add({ file, line, column, detail }),
    );
    if (first === undefined) people.push({ person, levels });
  }
  return people;
}

function readLevels(
  matrix: MatrixContent,
  currentName: string,
  targetName: string,
  refuse: (column: (typeof peopleColumns)[number], detail: string) => void,
): ReviewLevels {
  const known = `; the matrix has ${matrix.levels.map((level) => `"${level.names[0]}"`).join(', ')}`;
  const code = (column: 'current_level' | 'target_level', name: string): string | null | undefined => {
    if (name === '') return null;
    const level = findLevel(matrix, name);
    if (level === undefined) refuse(column, `there is no level "${name}"${known}`);
    return level?.code;
  };
  const current = code('current_level', currentName);
  const target = code('target_level', targetName);
  if (current === undefined || target === undefined) return { current: null, target: '' };
  try {
    return { current, target: targetOf(matrix, current, target) };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refuse('target_level', error.message);
    return { current: null, target: '' };
  }
}
