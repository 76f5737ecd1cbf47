import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@rung/event-store';
import { eventually } from '@rung/testing';

import { expectOk, importOrganisation, newWorld, type Running, type World } from '../assessment.fixture.js';

let world: World;
let running: Running;

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
});
afterAll(async () => world?.close());

async function eventsOf(type: string): Promise<RecordedEvent[]> {
  const lanes = await Promise.all([0, 1].map((lane) => running.log.readLane(lane, 0n, 10_000)));
  return lanes.flat().filter((event) => event.type === type);
}
const lines = () => world.logged().split('\n').filter(Boolean).map((line) => JSON.parse(line) as object);

it('one correlation id goes from a request to its event, to what a process made of it, and to the log line when that fails', async () => {
  const correlationId = randomUUID();
  const hr = running.service.as('hr', 'hr');
  await importOrganisation(hr);
  const body = { name: 'Autumn', matrix: { id: 'python', version: 1 } };
  const { id: cycle } = (await eventually(async () => expectOk(await hr('POST', '/cycles', { body })))).body;
  await world.server.pool.query(`
    create function refuse() returns trigger language plpgsql as $$ begin raise exception 'away for now' using errcode = '57P01'; end $$;
    create trigger refuse before insert on event_log.events for each row when (new.type = 'ReviewLaunched') execute function refuse();`);

  expectOk(await hr('POST', `/cycles/${cycle}/opening`, { headers: { 'x-correlation-id': correlationId } }));
  const [opened] = await eventsOf('CycleOpened');
  expect(opened?.metadata.correlationId).toBe(correlationId);
  const trouble = { loop: 'reaction launch-reviews', stream: opened?.streamId, position: String(opened?.position), type: 'CycleOpened', correlationId };
  await eventually(() => expect(lines()).toContainEqual(expect.objectContaining(trouble)));

  await world.server.pool.query('drop trigger refuse on event_log.events');
  await eventually(async () => expect(await eventsOf('ReviewLaunched')).toHaveLength(5));
  for (const { metadata } of await eventsOf('ReviewLaunched')) expect(metadata).toEqual({ correlationId, causationId: opened?.eventId });
});
