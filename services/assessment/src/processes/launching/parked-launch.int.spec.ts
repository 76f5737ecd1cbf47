import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type Caller } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, type Running, type World } from '../../assessment.fixture.js';

let world: World;
let running: Running;
let hr: Caller;
let parked: string;
let healthy: string;

const participants = async (cycle: string) => expectOk(await hr('GET', `/cycles/${cycle}`)).body.participants;
const endPhases = async (cycle: string) => {
  for (const phase of ['self', 'peer', 'manager']) expectOk(await hr('POST', `/cycles/${cycle}/phases/${phase}/end`));
};

/** Of three cycles two are in the same of two lanes. */
async function twoOfOneLane(): Promise<[string, string]> {
  const body = { name: 'Autumn', matrix: { id: 'python', version: 1 }, policy: { phasesOverlap: true } };
  for (let at = 0; at < 3; at += 1) await eventually(async () => expectOk(await hr('POST', '/cycles', { body })));
  const { rows } = await world.server.pool.query<{ cycles: string[] }>(
    `select array_agg(data ->> 'cycle') as cycles from event_log.events where type = 'CycleCreated' group by lane order by count(*) desc limit 1`,
  );
  return rows[0]!.cycles as [string, string];
}

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  [parked, healthy] = await twoOfOneLane();
  await world.server.pool.query(`alter table cycle_launches add constraint no_launch check (cycle <> '${parked}')`);
});
afterAll(async () => world?.close());

describe('a cycle whose launch is parked', () => {
  it('keeps no other cycle of its lane from its grades, though its phases end first', async () => {
    expectOk(await hr('POST', `/cycles/${parked}/opening`));
    await eventually(async () => expect((await world.server.pool.query('select projection, stream_id from parked_streams')).rows).toEqual([{ projection: 'launch-reviews', stream_id: `cycle/${parked}` }]));
    await endPhases(parked);
    expectOk(await hr('POST', `/cycles/${healthy}/opening`));
    await eventually(async () => expect(await participants(healthy)).toMatchObject({ launched: 5 }));
    await endPhases(healthy);
    await eventually(async () => expect(await participants(healthy)).toMatchObject({ proposed: 5 }));
    expect(await participants(parked)).toMatchObject({ launched: 0, proposed: 0 });
  });

  it('gets its grades once an operator has mended it, though its phases have ended', async () => {
    await world.server.pool.query('alter table cycle_launches drop constraint no_launch');
    expectOk(await running.service.as('op', 'operator')('POST', `/operator/assessment/parked/launch-reviews/cycle/${parked}/retry`));
    await eventually(async () => expect(await participants(parked)).toMatchObject({ launched: 5, proposed: 5 }));
    expect((await world.server.pool.query('select from parked_streams')).rowCount).toBe(0);
  });
});
