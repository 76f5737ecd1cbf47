import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { testPersonIdSecret, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, matrixPin, newWorld, type Running, type World } from '../../assessment.fixture.js';
import type { MyPeoplePage } from '../my-people/my-people.js';

let world: World;
let running: Running;
let hr: Caller;
beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  const more = 'person,name,email,unit,manager,position\nfedor,Фёдор 100% Ёлкин,,backend,anna,dev\n';
  expectOk(await hr('POST', '/directory/imports/people', { body: more, type: 'text/csv' }));
});
afterAll(async () => world?.close());

const keysFor = async (query: Readonly<Record<string, string>>): Promise<string[]> => {
  const { body } = expectOk(await hr('GET', `/directory/people?${new URLSearchParams(query)}`));
  return (body.people as { key: string }[]).map(({ key }) => key);
};

describe('somebody in the directory', () => {
  it.each([
    ['a part of the name', 'brow', ['bob']],
    ['capitals, in any script', 'ОРЛОВА', ['olga']],
    ['parts in any order', 'adams anna', ['anna']],
    ['all of the parts', 'adams bob', []],
    ['е for ё', 'федор елкин', ['fedor']],
    ['the key', 'SAM', ['sam']],
    ['signs as they are', '0%', ['fedor']],
    ['no wildcard', 'b_b', []],
    ['blanks alone, which are no question', '  ', ['anna', 'bob', 'carol', 'dave', 'eve', 'fedor', 'olga', 'sam']],
  ])('is found by %s', async (_, search, found) => expect(await keysFor({ search })).toEqual(found));

  it('is found by opaque id and by key, and nobody beside them', async () => {
    for (const person of ['bob', personIdOf(testPersonIdSecret, 'bob')]) expect(await keysFor({ person })).toEqual(['bob']);
    expect(await keysFor({ person: 'bo' })).toEqual([]);
  });

  it('is in the unit, or in one below it as well', async () => {
    expect(await keysFor({ unit: 'it' })).toEqual(['olga']);
    expect(await keysFor({ unit: 'it', includes: 'all-below' })).toEqual(['anna', 'bob', 'carol', 'dave', 'eve', 'fedor', 'olga']);
    expect(await keysFor({ unit: 'it', includes: 'all-below', search: 'a', after: 'anna', limit: '2' })).toEqual(['carol', 'dave']);
  });
});

describe('the people of a manager', () => {
  const idOf = (key: string) => personIdOf(testPersonIdSecret, key);
  const peopleOf = async (manager: string, query: Readonly<Record<string, string>> = {}): Promise<MyPeoplePage> =>
    expectOk(await running.service.as(manager)('GET', `/me/people?${new URLSearchParams(query)}`)).body as MyPeoplePage;
  const namesFor = async (manager: string, query: Readonly<Record<string, string>> = {}) => (await peopleOf(manager, query)).people.map(({ name }) => name.split(' ')[0]);

  it('are all below, those who are led directly first, and nobody else', async () => {
    expect(await namesFor('olga')).toEqual(['Anna', 'Sam', 'Bob', 'Carol', 'Dave', 'Eve', 'Фёдор']);
    expect((await peopleOf('olga')).people.map(({ isDirect }) => isDirect)).toEqual([true, true, false, false, false, false, false]);
    expect(await namesFor('anna')).toEqual(['Bob', 'Carol', 'Dave', 'Eve', 'Фёдор']);
    for (const nobody of ['bob', 'sam', 'hr']) expect(await peopleOf(nobody)).toEqual({ people: [], next: null });
  });

  it('come page by page, and by parts of a name', async () => {
    const { people, next } = await peopleOf('olga', { limit: '3' });
    expect([people.map(({ name }) => name.split(' ')[0]), next]).toEqual([['Anna', 'Sam', 'Bob'], idOf('bob')]);
    expect(await namesFor('olga', { limit: '3', after: next ?? '' })).toEqual(['Carol', 'Dave', 'Eve']);
    expect(await namesFor('olga', { search: 'ЕЛКИН' })).toEqual(['Фёдор']);
    expect(await namesFor('anna', { search: 'smith' })).toEqual([]);
    for (const [person, found] of [['carol', ['Carol']], ['sam', []]] as const) for (const named of [person, idOf(person)]) expect(await namesFor('anna', { person: named })).toEqual(found);
  });

  it('end somewhere though managers go in a circle, and are never oneself', async () => {
    const { pool } = running.database;
    await pool.query('update people set manager = $1 where person = $2', [idOf('bob'), idOf('olga')]);
    expect(await namesFor('bob')).toEqual(['Ольга', 'Anna', 'Carol', 'Dave', 'Eve', 'Sam', 'Фёдор']);
    await pool.query('update people set manager = null where person = $1', [idOf('olga')]);
  });

  it('have their reviews with the level that their managers may know, and none of a cycle that was cancelled', async () => {
    const { pool } = running.database;
    const review = async (name: string, status: string, state: string, grade: string | null): Promise<string> => {
      const cycle = randomUUID();
      await pool.query(`insert into cycles (cycle, name, status, matrix, population, policy, version) values ($1, $2, $3, $4, '{}', '{}', 1)`, [cycle, name, status, matrixPin]);
      await pool.query(
        `insert into participants (review, cycle, person, unit, matrix, basis, target_level, state, grade, version)
         values (gen_random_uuid(), $1, $2, 'backend', $3, '{"kind": "none"}', 'junior', $4, $5, 1)`,
        [cycle, idOf('carol'), matrixPin, state, grade],
      );
      return cycle;
    };
    await review('2024-I', 'cancelled', 'proposed', 'junior');
    const proposed = await review('2025-I', 'calibration', 'proposed', 'junior');
    const begun = await review('2025-II', 'self', 'launched', null);
    for (const manager of ['anna', 'olga']) {
      expect((await peopleOf(manager, { search: 'carol' })).people).toEqual([
        {
          person: idOf('carol'),
          name: 'Carol Clark',
          unit: 'Backend',
          isDirect: manager === 'anna',
          reviews: [
            { cycle: begun, name: '2025-II', state: 'launched', grade: null },
            { cycle: proposed, name: '2025-I', state: 'proposed', grade: 'Junior' },
          ],
        },
      ]);
    }
  });

  it('are what tells somebody that they lead', async () => {
    const leads = async (person: string) => expectOk(await running.service.as(person)('GET', '/me')).body.leads as boolean;
    expect(await Promise.all(['olga', 'anna', 'bob', 'hr'].map(leads))).toEqual([true, true, false, false]);
  });
});
