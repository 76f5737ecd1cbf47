import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { MatrixContent } from '@rung/matrix-model';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, openCycle, type Running, type World } from '../../assessment.fixture.js';
import { exampleMatrix } from '../../domain/example-matrix.fixture.js';

const idOf = (key: string) => personIdOf(testPersonIdSecret, key);
const without = JSON.parse(JSON.stringify(exampleMatrix).replaceAll('"senior"', '"expert"').replaceAll('"Senior"', '"Expert"')) as MatrixContent;
const onVersion = (version: number) => ({ name: 'Next', matrix: { id: 'python', version } });

let world: World;
let running: Running;
let hr: Caller;

const participants = async (cycle: string) => expectOk(await hr('GET', `/cycles/${cycle}`)).body.participants;
const parked = async () => (await world.server.pool.query('select projection, stream_id, error from parked_streams order by projection')).rows as { projection: string; stream_id: string; error: string }[];
const sign = (level: string) => hr('POST', '/directory/imports/entry-grades', { body: `person,matrix,level,signed_by\nanna,python,${level},olga\n`, type: 'text/csv' });
/** As it was before files were held against this version. */
const levelInDirectory = (level: string) => world.server.pool.query('update entry_grades set level = $1 where person = $2', [level, idOf('anna')]);
const created = async (version: number): Promise<string> => (await eventually(async () => expectOk(await hr('POST', '/cycles', { body: onVersion(version) })))).body.id;
const retry = (reaction: string, cycle: string) => running.service.as('op', 'operator')('POST', `/operator/assessment/parked/${reaction}/cycle/${cycle}/retry`);

async function restart(...roles: ('api' | 'projector' | 'worker')[]): Promise<void> {
  await running.stop();
  running = await world.start(roles.length === 0 ? undefined : roles);
  hr = running.service.as('hr', 'hr');
}

beforeAll(async () => {
  world = await newWorld({ releasePatienceMs: 500 });
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
});
afterAll(async () => world?.close());

describe('a population with somebody of a level that the matrix lacks', () => {
  let cycle: string;

  it('is refused at the opening, who it is being named, and their level', async () => {
    await world.publish({ id: 'python', version: 2, hash: 'd'.repeat(64) }, without);
    cycle = await created(2);
    const { status, body } = await hr('POST', `/cycles/${cycle}/opening`);
    expect([status, body.code, body.count, body.people]).toEqual([422, 'unknown-level', 1, [{ person: 'anna', level: 'Senior' }]]);
    expect(body.detail).toContain('Expert');
    expect((await hr('GET', `/cycles/${cycle}?atLeast=1`)).body.status).toBe('draft');
  });

  it('is launched without them where they came to that level after the opening; operators see it', async () => {
    expectOk(await sign('Expert'));
    await restart('api', 'projector');
    expectOk(await hr('POST', `/cycles/${cycle}/opening`));
    await levelInDirectory('Senior');
    await restart();
    await eventually(async () => expect(await participants(cycle)).toMatchObject({ planned: 5, launched: 4, heldBack: 1 }));
    await eventually(async () => expect(await parked()).toEqual([{ projection: 'launch-reviews', stream_id: `cycle/${cycle}`, error: expect.stringContaining('(unknown-level)') }]));
  });

  it('has them launched by another try once their level is mended', async () => {
    expectOk(await sign('Expert'));
    expectOk(await retry('launch-reviews', cycle));
    await eventually(async () => expect(await participants(cycle)).toMatchObject({ launched: 5, heldBack: 0 }));
    await eventually(async () => expect(await parked()).toEqual([]));
    await eventually(async () => expect((await hr('GET', `/cycles/${cycle}/participants/anna`)).body).toMatchObject({ currentLevel: 'Expert', basis: { kind: 'entry-grade' } }));
  });
});

describe('a grade whose release is parked', () => {
  let released: string;
  let next: string;

  it('keeps its person alone from the next launch', async () => {
    await levelInDirectory('Senior');
    released = await openCycle(running.service);
    for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${released}/phases/${phase}/end`));
    await eventually(async () => expect(await participants(released)).toMatchObject({ proposed: 5 }));
    for (const person of ['anna', 'bob', 'carol', 'dave', 'eve']) expectOk(await hr('POST', `/cycles/${released}/participants/${person}/confirmation`));
    const { rows } = await world.server.pool.query<{ review: string }>('select review from roster where cycle = $1 and person = $2', [released, idOf('bob')]);
    await world.server.pool.query(`alter table event_log.events add constraint no_release check (type <> 'GradeReleased' or data ->> 'review' <> '${rows[0]!.review}') not valid`);
    expectOk(await hr('POST', `/cycles/${released}/release`));
    await eventually(async () => expect(await participants(released)).toMatchObject({ released: 4 }));
    next = await created(1);
    expectOk(await hr('POST', `/cycles/${next}/opening`));
    await eventually(async () => expect(await participants(next)).toMatchObject({ launched: 4, heldBack: 1 }), { timeoutMs: 40_000 });
    expect((await hr('GET', `/cycles/${next}/participants/bob`)).status).toBe(404);
  });

  it('starts the next review once it is released, and the launch is tried again', async () => {
    await eventually(async () => expect(await parked()).toMatchObject([{ projection: 'launch-reviews', stream_id: `cycle/${next}` }, { projection: 'release-grades' }]));
    await world.server.pool.query('alter table event_log.events drop constraint no_release');
    expectOk(await retry('release-grades', released));
    await eventually(async () => expect(await participants(released)).toMatchObject({ released: 5 }));
    expectOk(await retry('launch-reviews', next));
    await eventually(async () => expect(await participants(next)).toMatchObject({ launched: 5, heldBack: 0 }));
    await eventually(async () => expect(await parked()).toEqual([]));
    await eventually(async () => expect((await hr('GET', `/cycles/${next}/participants/bob`)).body).toMatchObject({ basis: { kind: 'released' } }));
  });
});
