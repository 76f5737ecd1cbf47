import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { graderOf, gridOf, needsEvidence, targetOf, type Answer } from '@rung/assessment/grading';
import { gradingPolicy } from '@rung/contracts';
import { readMatrixText, toMatrixContent } from '@rung/matrix/importing';

import { peersOf } from './answers/colleagues.js';
import { chosenCells, ratingOf, type Rater } from './answers/skill.js';
import { directoryFiles } from './organisation/directory-files.js';
import { organisationOf, type Employee, type Organisation } from './organisation/organisation.js';

const seed = readFileSync(new URL('../../../../docs/examples/python-developer-matrix.ru.txt', import.meta.url), 'utf8');
const matrix = toMatrixContent(readMatrixText(seed), { name: 'Python developer' });
const grid = gridOf(matrix);
const grade = graderOf(gradingPolicy.parse({}), matrix);

/** What the services are told, and what they make of it. */
function gradeOf(person: Employee, organisation: Organisation): { current: number; grade: number } {
  const current = person.entryPlace;
  const target = targetOf(matrix, current === null ? null : (matrix.levels[current]?.code ?? null));
  const from = current ?? 0;
  const cells = [...new Set(grid.byLevel.slice(from, grid.byLevel.length).flat())].filter(({ inForceAt }) =>
    inForceAt.some((place) => place >= from && place <= matrix.levels.findIndex(({ code }) => code === target)),
  );
  const answersOf = (rater: Rater, asked: typeof cells): Answer[] =>
    asked.map(({ competency, expectation }) => {
      const level = expectation.listedAt[0] ?? '';
      const place = matrix.levels.findIndex(({ code }) => code === level);
      const value = ratingOf(person, rater, { competency: competency.id, level, place }, needsEvidence(expectation, 2));
      return { rater: rater.key, role: rater.role, competency: competency.id, level, value };
    });
  const softs = cells.filter(({ competency }) => competency.group === 'soft');
  const hards = cells.filter(({ competency }) => competency.group === 'hard');
  const answers = [
    ...answersOf({ key: person.key, role: 'self' }, cells),
    ...(person.manager === null ? [] : answersOf({ key: person.manager, role: 'manager' }, cells)),
    ...peersOf(person, organisation).flatMap((key) => {
      const rater = { key, role: 'peer' } as const;
      return answersOf(rater, [...softs, ...chosenCells(person, rater, hards, 8)]);
    }),
  ];
  const decision = grade({ current: current === null ? null : (matrix.levels[current]?.code ?? null), target }, answers);
  return { current: current ?? -1, grade: matrix.levels.findIndex(({ code }) => code === decision.grade) };
}

const sizes = [24, 60, 120];

describe('the company of the demo', () => {
  it.each(sizes)('of %i has nine units in a tree, and everybody but one a manager above', (people) => {
    const { units, employees } = organisationOf(people);
    expect([units.length, employees.length]).toEqual([9, people]);
    expect(new Set(employees.map(({ unit }) => unit)).size).toBe(9);
    const above = new Map(employees.map(({ key, manager }) => [key, manager]));
    for (const { key } of employees) {
      const chain = new Set<string>();
      for (let boss = above.get(key) ?? null; boss !== null; boss = above.get(boss) ?? null) chain.add(boss);
      expect([...chain].at(-1) ?? key).toBe('E001');
    }
    expect(employees.filter(({ manager }) => manager === null)).toHaveLength(1);
  });

  it('has no two addresses alike, and is the same every time', () => {
    const { employees } = organisationOf(120);
    expect(new Set(employees.map(({ email }) => email)).size).toBe(120);
    expect(organisationOf(120)).toEqual(organisationOf(120));
    expect(employees[0]).toMatchObject({ key: 'E001', position: 'chief-engineer' });
  });

  it.each([8, 1_000, 24.5])('is none of %p', (people) => {
    expect(() => organisationOf(people)).toThrow(RangeError);
  });

  it('asks three to five others about each, never the person or a manager above', () => {
    const organisation = organisationOf(24);
    for (const person of organisation.employees) {
      const peers = peersOf(person, organisation);
      expect(peers.length).toBeGreaterThanOrEqual(3);
      expect(peers.length).toBeLessThanOrEqual(5);
      expect(new Set(peers).size).toBe(peers.length);
      expect(peers).not.toContain(person.key);
      const managerOf = new Map(organisation.employees.map(({ key, manager }) => [key, manager]));
      for (let boss = person.manager; boss !== null; boss = managerOf.get(boss) ?? null) expect(peers).not.toContain(boss);
    }
  });

  it('writes files in which a comma or a quote does no harm', () => {
    const { units, employees } = organisationOf(9);
    const [chief] = employees;
    const odd = { units, employees: [{ ...(chief as Employee), name: 'Anna "Anya" Petrova, PhD' }] };
    expect(directoryFiles(odd, 'python-developer', ['Junior']).people).toContain('E001,"Anna ""Anya"" Petrova, PhD",');
  });

  it.each(sizes)('of %i has people who moved up, stayed, moved down and have no grade, in at least three grades', (people) => {
    const organisation = organisationOf(people);
    const results = organisation.employees.map((person) => gradeOf(person, organisation));
    expect(new Set(results.map(({ grade: to }) => to)).size).toBeGreaterThanOrEqual(5);
    const moved = results.map(({ current, grade: to }) => Math.sign(to - current));
    expect(new Set(moved)).toEqual(new Set([-1, 0, 1]));
    expect(results.some(({ grade: to }) => to === -1)).toBe(true);
  });
});
