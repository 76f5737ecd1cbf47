import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { testPersonIdSecret, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, type World } from '../../assessment.fixture.js';

let world: World;
let hr: Caller;
beforeAll(async () => {
  world = await newWorld();
  const { service } = await world.start();
  hr = service.as('hr', 'hr');
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
