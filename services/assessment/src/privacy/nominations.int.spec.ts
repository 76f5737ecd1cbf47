import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { eventually, type Answer, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';

const peers = ['sam', 'eve', 'carol', 'dave'];

let world: World;
let running: Running;
let hr: Caller;
let anna: Caller;
let cycle: string;

const name = (rater: string, as: Caller = anna, role = 'peer', person = 'bob', headers: Record<string, string> = {}): Promise<Answer> =>
  as('POST', `/cycles/${cycle}/participants/${person}/raters`, { body: { role, rater }, headers });

/** The openings of peers' assessments, lane by lane. */
async function peersOpened(): Promise<RecordedEvent[][]> {
  const lanes = await Promise.all([0, 1].map((lane) => running.log.readLane(lane, 0n, 10_000)));
  return lanes.map((events) => events.filter(({ type, data }) => type === 'AssessmentOpened' && (data as { role: string }).role === 'peer'));
}

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  [hr, anna] = [running.service.as('hr', 'hr'), running.service.as('anna')];
  await importOrganisation(hr);
  cycle = await openCycle(running.service, { phasesOverlap: false });
});
afterAll(async () => world?.close());

describe('naming a peer', () => {
  it('opens nothing yet, whoever is named', async () => {
    for (const rater of peers) expect(await name(rater)).toMatchObject({ status: 204, body: '' });
    expect((await peersOpened()).flat()).toEqual([]);
    expect((await running.service.as('carol')('GET', `/tasks?cycle=${cycle}&state=open`)).body.tasks).toMatchObject([{ role: 'self' }]);
  });

  it('opens the assessments together when their phase begins, in order of their ids, and without a cause', async () => {
    expect((await peersOpened()).flat()).toEqual([]);
    expectOk(await hr('POST', `/cycles/${cycle}/phases/self/end`));
    await eventually(async () => expect((await peersOpened()).flat()).toHaveLength(peers.length));
    for (const opened of await peersOpened()) {
      const ids = opened.map(({ streamId }) => streamId);
      expect(ids).toEqual([...ids].sort());
      for (const { metadata } of opened) expect(metadata).toEqual({});
    }
  });

  it('waits for the form of a task that is listed already', async () => {
    const { assessment } = await taskOf(running.service, 'dave', cycle, 'peer', 'Bob Brown');
    const { rows } = await running.database.pool.query('delete from assessment_forms where assessment = $1 returning *', [assessment]);
    const early = await running.service.as('dave')('GET', `/assessments/${assessment}`);
    expect([early.status, early.body.code]).toEqual([503, 'view-behind']);
    const insert = 'insert into assessment_forms select * from jsonb_populate_recordset(null::assessment_forms, $1::jsonb)';
    await running.database.pool.query(insert, [JSON.stringify(rows)]);
    expect((await running.service.as('dave')('GET', `/assessments/${assessment}`)).status).toBe(200);
  });

  it('again tells nothing of whether they have answered, and neither does any page', async () => {
    const pages = () => Promise.all([`/cycles/${cycle}`, `/cycles/${cycle}/participants`, `/cycles/${cycle}/participants/bob`].map(async (path) => (await hr('GET', path)).body as unknown));
    const before = [await name('carol'), await pages()] as const;
    const { assessment } = await taskOf(running.service, 'carol', cycle, 'peer', 'Bob Brown');
    expectOk(await answerAll(running.service, 'carol', assessment, 1));
    await eventually(async () => {
      const { rows } = await running.database.pool.query('select state from progress_assessments where assessment = $1', [assessment]);
      expect(rows).toEqual([{ state: 'submitted' }]);
    });
    for (const rater of ['carol', 'dave']) {
      for (const headers of [{}, { 'if-match': '"1"' }, { 'if-match': '"2"' }]) {
        const { status, body, headers: told } = await name(rater, anna, 'peer', 'bob', headers as Record<string, string>);
        expect([status, body, told.get('etag')]).toEqual([204, before[0].body, null]);
      }
    }
    expect(await pages()).toEqual(before[1]);
  });

  it('is refused to a manager above and, in one text, for whom the directory does not have', async () => {
    const above = await name('olga');
    const unknown = await name('nobody');
    expect([above.status, above.body.code]).toEqual([422, 'rater-not-allowed']);
    expect(unknown.body.detail).toBe(above.body.detail);
    expect((await name('nobody', hr)).body.detail).toContain('no such person');
    expect((await name('olga', hr)).body.detail).toContain('no peer');
  });

  it('too late opens nothing: who is named when the phase has ended is not waited for', async () => {
    expectOk(await hr('POST', `/cycles/${cycle}/phases/peer/end`));
    expect((await name('sam', anna, 'peer', 'carol')).body.code).toBe('phase-not-current');
    // as if the phase had ended between the look at it and the writing
    await running.database.pool.query(
      `insert into rater_links (assessment, cycle, review, person, rater, role)
       select gen_random_uuid(), cycle, review, person, gen_random_uuid(), 'peer' from rater_links where cycle = $1 and role = 'self' limit 1`,
      [cycle],
    );
    await eventually(async () => {
      const { rows } = await running.database.pool.query("select state from rater_links where role = 'peer' and state in ('named', 'unopened')");
      expect(rows).toEqual([{ state: 'unopened' }]);
    });
    expect((await peersOpened()).flat()).toHaveLength(peers.length);
  });
});
