import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { inTransaction } from '@rung/messaging';
import { eventually, type Caller } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type Task, type World } from '../../assessment.fixture.js';

const everybody = ['olga', 'anna', 'bob', 'carol', 'dave', 'eve', 'sam'];

let world: World;
let running: Running;
let hr: Caller;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
});
afterAll(async () => world?.close());

async function tasksIn(cycle: string, state: string): Promise<Task[]> {
  const lists = await Promise.all(everybody.map((person) => running.service.as(person)('GET', `/tasks?cycle=${cycle}&state=${state}`)));
  return lists.flatMap((list) => expectOk(list).body.tasks as Task[]);
}

async function eventsOf(type: string): Promise<RecordedEvent[]> {
  const lanes = await Promise.all([0, 1].map((lane) => running.log.readLane(lane, 0n, 10_000)));
  return lanes.flat().filter((event) => event.type === type);
}

describe('a cycle that is cancelled', () => {
  it('has no open task left; what was submitted stays so', async () => {
    const cycle = await openCycle(running.service);
    for (const rater of ['carol', 'dave', 'eve']) {
      expectOk(await running.service.as('anna')('POST', `/cycles/${cycle}/participants/bob/raters`, { body: { role: 'peer', rater } }));
    }
    const { assessment: answeredOne } = await taskOf(running.service, 'carol', cycle, 'peer', 'Bob Brown');
    const { assessment: openOne } = await taskOf(running.service, 'dave', cycle, 'peer', 'Bob Brown');
    expectOk(await answerAll(running.service, 'carol', answeredOne, 1));

    expectOk(await hr('POST', `/cycles/${cycle}/cancellation`));
    await eventually(async () => expect(await tasksIn(cycle, 'open')).toEqual([]));
    expect(await tasksIn(cycle, 'submitted')).toMatchObject([{ assessment: answeredOne }]);
    expect(await tasksIn(cycle, 'closed')).toHaveLength(5 + 5 + 2);
    await eventually(async () => expect((await running.service.as('dave')('GET', `/assessments/${openOne}`)).body.state).toBe('closed'));
    for (const { metadata } of (await eventsOf('AssessmentClosed')).filter(({ streamId }) => streamId.endsWith(openOne))) expect(metadata).toEqual({});
  });

  it('has none left either when its assessments were opened in the moment of the cancellation', async () => {
    const before = [(await eventsOf('AssessmentOpened')).length, (await eventsOf('AssessmentClosed')).length] as const;
    const body = { name: 'Winter', matrix: { id: 'python', version: 1 } };
    const { id: cycle } = expectOk(await hr('POST', '/cycles', { body })).body;
    await inTransaction(world.server.pool, async (tx) => {
      // holds the launch just before it links the raters; reading goes on
      await tx.query('lock table rater_links in exclusive mode');
      expectOk(await hr('POST', `/cycles/${cycle}/opening`));
      await eventually(async () => {
        const { rows } = await world.server.pool.query(`select from pg_locks where relation = 'rater_links'::regclass and not granted`);
        expect(rows).not.toEqual([]);
      });
      expectOk(await hr('POST', `/cycles/${cycle}/cancellation`));
      await eventually(async () => expect(await unreadBy('close-cancelled')).toBe(0));
    });
    await eventually(async () => {
      expect((await eventsOf('AssessmentOpened')).length - before[0]).toBe(5 + 5);
      expect((await eventsOf('AssessmentClosed')).length - before[1]).toBe(5 + 5);
    });
    await eventually(async () => expect(await tasksIn(cycle, 'closed')).toHaveLength(5 + 5));
    expect(await tasksIn(cycle, 'open')).toEqual([]);
  });
});

/** How many events of the log a reaction has not followed yet. */
async function unreadBy(reaction: string): Promise<number> {
  const { rows } = await world.server.pool.query<{ unread: number }>(
    `select coalesce(sum(last - coalesce(position, 0)), 0)::int as unread
     from (select lane, max(position) as last from event_log.events group by lane) heads
     left join projection_cursors on projection = $1 and projection_cursors.lane = heads.lane`,
    [reaction],
  );
  return rows[0]?.unread ?? 0;
}
