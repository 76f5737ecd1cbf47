import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { entryGrades, expectOk, importOrganisation, newWorld, people, type Running, type World } from '../../assessment.fixture.js';
import { exampleMatrix } from '../../domain/example-matrix.fixture.js';

const idOf = (key: string) => personIdOf(testPersonIdSecret, key);

let world: World;
let running: Running;
let hr: Caller;

const take = (file: string, body: string, as = hr) => as('POST', `/directory/imports/${file}`, { body, type: 'text/csv' });
const errorsOf = async (file: string, body: string) => {
  const answer = await take(file, body);
  expect([answer.status, answer.body.code]).toEqual([422, 'csv-invalid']);
  return (answer.body.errors as { line: number; column?: number; detail: string }[]).map(({ line, column, detail }) => `${line}:${column ?? ''} ${detail}`);
};
const told = async () => {
  const { rows } = await running.database.pool.query<{ stream_id: string; type: string; data: object }>(
    'select stream_id, type, data from event_log.events order by stream_id, stream_version',
  );
  return rows;
};

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
});
afterAll(async () => world?.close());

describe('the directory', () => {
  it('is taken, and a second time changes nothing', async () => {
    expect(expectOk(await take('people', people)).body).toEqual({ taken: 7, changed: 0 });
    expect(expectOk(await take('people', people.replace('Bob Brown', 'Robert Brown'))).body).toEqual({ taken: 7, changed: 1 });
  });

  it('is read by HR, with names and keys', async () => {
    const { body } = expectOk(await hr('GET', '/directory/people?unit=backend&limit=2'));
    expect(body).toEqual({
      people: [
        { person: idOf('anna'), key: 'anna', name: 'Anna "Ann" Adams', email: 'anna@example.org', unit: 'backend', manager: 'olga', position: 'dev' },
        expect.objectContaining({ key: 'bob', name: 'Robert Brown', email: null }),
      ],
      next: 'bob',
    });
    expect(expectOk(await hr('GET', '/directory/people?unit=backend&after=bob')).body.people).toHaveLength(3);
    expect(expectOk(await hr('GET', '/directory/units')).body.units[0]).toEqual({ unit: 'backend', name: 'Backend', parent: 'it', people: 5 });
    expect((await running.service.as('anna')('GET', '/directory/people')).status).toBe(403);
  });

  it('tells others where people are, by opaque ids and without a name', async () => {
    await eventually(async () => expect((await told()).filter(({ type }) => type === 'EntryGradeSigned')).toHaveLength(2));
    const events = await eventually(async () => {
      const all = await told();
      expect(all).toHaveLength(7 + 3 + 2);
      return all;
    });
    expect(events.find(({ stream_id: id, type }) => id === `person/${idOf('bob')}` && type === 'PersonPlaced')?.data).toEqual({
      person: idOf('bob'), unit: 'backend', manager: idOf('anna'), position: 'dev',
    });
    expect(events.find(({ stream_id: id, type }) => id === `person/${idOf('anna')}` && type === 'EntryGradeSigned')?.data).toEqual({
      person: idOf('anna'), matrix: 'python', level: 'senior', signedBy: idOf('olga'),
    });
    expect(JSON.stringify(events)).not.toMatch(/Brown|Adams|example\.org|Ольга/);
  });

  it('tells a move once', async () => {
    expectOk(await take('people', people.replace('eve,Eve Evans,,backend,anna,dev', 'eve,Eve Evans,,it,olga,dev')));
    await eventually(async () => {
      const moves = (await told()).filter(({ stream_id: id }) => id === `person/${idOf('eve')}`);
      expect(moves.map(({ data }) => (data as { unit: string }).unit)).toEqual(['backend', 'it']);
    });
    expectOk(await take('people', people));
  });

  it('keeps an entry grade of a matrix that is yet to come, and tells it then', async () => {
    expectOk(await take('entry-grades', 'person,matrix,level,signed_by\nsam,selling,Closer,olga\n'));
    const { rows } = await running.database.pool.query('select published from entry_grades where matrix = $1', ['selling']);
    expect(rows).toEqual([{ published: '0' }]);

    const lacking = { id: 'selling', version: 1, hash: 'd'.repeat(64) };
    await world.publish(lacking, { ...exampleMatrix, name: 'Selling' });
    await eventually(() => expect(world.logged()).toContain('selling: Closer'));
    expect((await told()).filter(({ type, data }) => type === 'EntryGradeSigned' && 'matrix' in data && data.matrix === 'selling')).toEqual([]);

    const levels = [...exampleMatrix.levels, { code: 'closer', names: ['Closer'], sameAs: {} }];
    await world.publish({ ...lacking, version: 2, hash: 'e'.repeat(64) }, { ...exampleMatrix, name: 'Selling', levels });
    await eventually(async () => {
      const signed = (await told()).filter(({ type, data }) => type === 'EntryGradeSigned' && 'matrix' in data && data.matrix === 'selling');
      expect(signed.map(({ data }) => data)).toEqual([{ person: idOf('sam'), matrix: 'selling', level: 'closer', signedBy: idOf('olga') }]);
    });
  });
});

describe('a file with bad rows', () => {
  it('has each told by line and column, and nothing of it applied', async () => {
    const before = (await running.database.pool.query('select * from people order by key')).rows;
    const errors = await errorsOf(
      'people',
      [
        'person,name,email,unit,manager,position',
        'zoe,Zoe,,nowhere,anna,dev',
        'zoe,Zoe,,backend,anna,dev',
        'yan,Yan,not-an-address,backend,ghost,juggler',
        'max,Max,,backend,max,dev',
        'kim,Kim,,back end,,',
        'ian,,,backend,joe,dev',
        'joe,Joe,,backend,ian,dev',
        'new,New Person,,backend,anna,dev',
      ].join('\r\n'),
    );
    expect(errors).toEqual([
      '2:4 unit: there is no unit "nowhere"',
      '3:1 person: "zoe" is on line 2 already',
      '4:3 email: "not-an-address" is not an e-mail address',
      '4:5 manager: there is no person "ghost"',
      '4:6 position: there is no position "juggler"',
      '5:5 manager: nobody is their own manager',
      expect.stringContaining('6:4 unit: "back end" is not a code'),
      '6:4 unit: there is no unit "back end"',
      '7:2 name: must not be empty',
      '7:5 manager: the managers above form a circle',
      '8:5 manager: the managers above form a circle',
    ]);
    expect((await running.database.pool.query('select * from people order by key')).rows).toEqual(before);
  });

  it('is held against who is there already', async () => {
    const row = people.split('\n').find((line) => line.startsWith('olga')) as string;
    expect(await errorsOf('people', `person,name,email,unit,manager,position\n${row.replace('it,,', 'it,bob,')}\n`)).toEqual(['2:5 manager: the managers above form a circle']);
  });

  it.each([
    ['units', 'unit,name,parent\na,A,b\nb,B,a\nc,C,moon\nc,C,\n', ['2:3 parent: the units above form a circle', '3:3 parent: the units above form a circle', '4:3 parent: there is no unit "moon"', '5:1 unit: "c" is on line 4 already']],
    ['positions', 'position,title,matrix\nx,X,Not A Matrix\n', ['2:3 matrix: "Not A Matrix" is not the id of a matrix (a-z, 0-9 and "-")']],
    ['entry-grades', entryGrades.replace('Junior', 'Guru') + 'eve,python,Junior,eve\nnobody,python,Junior,anna\n', ['3:3 level: the matrix "python" has no level "Guru"; it has Junior, Middle, Senior', '4:4 signed_by: nobody signs their own grade', '5:1 person: there is no person "nobody"']],
    ['people', 'person,name\n', ['1: the header has no column "email"; it needs person,name,email,unit,manager,position', expect.anything(), expect.anything(), expect.anything()]],
  ])('%s', async (file, body, expected) => expect(await errorsOf(file, body)).toEqual(expected));

  it('lists every fault of a thousand, in the order of the lines', async () => {
    const rows = Array.from({ length: 1_000 }, (_, at) => `u${at},U,nowhere`).join('\n');
    const { body } = await take('units', `unit,name,parent\n${rows}\n`);
    expect(body.total).toBe(1_000);
    expect(body.errors.map(({ line }: { line: number }) => line)).toEqual(Array.from({ length: 1_000 }, (_, at) => at + 2));
  });

  it('is no file of ours', async () => expect((await take('planets', 'a,b\n')).status).toBe(400));
  it('is not for everybody to send', async () => expect((await take('units', 'unit,name,parent\n', running.service.as('anna'))).status).toBe(403));
});

describe('a hundred thousand people', () => {
  it('are taken in bounded memory', async () => {
    const rows = Array.from({ length: 100_000 }, (_, at) => `p${at},Person ${at},,backend,${at === 0 ? '' : `p${Math.floor((at - 1) / 8)}`},`);
    const before = process.memoryUsage().rss;
    expect(expectOk(await take('people', `person,name,email,unit,manager,position\n${rows.join('\n')}\n`)).body).toEqual({ taken: 100_000, changed: 100_000 });
    expect((process.memoryUsage().rss - before) / 2 ** 20).toBeLessThan(400);
  }, 300_000);
});
