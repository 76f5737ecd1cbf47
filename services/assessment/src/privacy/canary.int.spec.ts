import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { personIdOf } from '@rung/service-kit';
import { eventually, testPersonIdSecret } from '@rung/testing';

import { answerAll, expectOk, importOrganisation, newWorld, openCycle, taskOf, type Running, type World } from '../assessment.fixture.js';

// Sam takes no part in the cycle himself, so that wherever he turns up it is as a rater.
const rater = { key: 'sam', name: 'Sam Smith', id: personIdOf(testPersonIdSecret, 'sam') };
const secretWords = 'she whispered this observation';

let world: World;
let running: Running;
let cycle: string;
let assessment: string;
const bodies: string[] = [];

/** Every table with a row that holds any of the words, but for those that may. */
async function tablesWith(...words: string[]): Promise<string[]> {
  const { pool } = running.database;
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const pattern = words.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
    const { rowCount } = await pool.query(`select from ${name} as row where row::text ~* $1`, [`\\y(${pattern})\\y`]);
    if ((rowCount ?? 0) > 0) found.push(name);
  }
  return found;
}

beforeAll(async () => {
  world = await newWorld();
  running = await world.start();
  await importOrganisation(running.service.as('hr', 'hr'));
  cycle = await openCycle(running.service, { phasesOverlap: false });
  await eventually(async () => {
    const { rowCount } = await running.database.pool.query('select from people where revision > published');
    expect(rowCount).toBe(0);
  });
});
afterAll(async () => world?.close());

describe('who answered as a peer', () => {
  const clientKey = randomUUID();
  const correlationId = randomUUID();

  it('is known before any answer to the directory, and to nothing else but the place in the organisation', async () => {
    expect(await tablesWith(rater.id, rater.key)).toEqual(['event_log.events', 'public.people']);
    const { rows } = await running.database.pool.query('select distinct stream_id, type from event_log.events where data::text ~ $1 or stream_id ~ $1', [rater.id]);
    expect(rows).toEqual([{ stream_id: `person/${rater.id}`, type: 'PersonPlaced' }]);
  });

  it('is in the rater links alone, once he has answered', async () => {
    const name = { body: { role: 'peer', rater: rater.key }, headers: { 'x-correlation-id': correlationId, 'idempotency-key': clientKey } };
    bodies.push(JSON.stringify(expectOk(await running.service.as('anna')('POST', `/cycles/${cycle}/participants/bob/raters`, name)).body));
    expectOk(await running.service.as('hr', 'hr')('POST', `/cycles/${cycle}/phases/self/end`));
    ({ assessment } = await taskOf(running.service, rater.key, cycle, 'peer', 'Bob Brown'));
    const { body: form } = await eventually(async () => expectOk(await running.service.as(rater.key)('GET', `/assessments/${assessment}`)));
    bodies.push(JSON.stringify(form));
    const ratings = form.asked.map(({ competency, level }: Record<string, string>) => ({ competency, level, value: 1, observation: secretWords }));
    const call = { body: { ratings }, headers: { 'x-correlation-id': correlationId, 'idempotency-key': clientKey } };
    bodies.push(JSON.stringify(expectOk(await running.service.as(rater.key)('POST', `/assessments/${assessment}/submission`, call)).body));
    await eventually(async () => {
      const { body } = await running.service.as(rater.key)('GET', `/tasks?cycle=${cycle}&state=submitted`);
      expect(body.tasks).toMatchObject([{ assessment }]);
    });
    expect((await running.service.as(rater.key)('GET', '/me')).body.cycles).toMatchObject([{ tasks: { done: 1, all: 1 }, review: null }]);
    expect(await tablesWith(rater.id, rater.key)).toEqual(['event_log.events', 'public.people', 'public.rater_links']);
    const { rows } = await running.database.pool.query('select distinct stream_id from event_log.events where row(events.*)::text ~ $1', [rater.id]);
    expect(rows).toEqual([{ stream_id: `person/${rater.id}` }]);
  });

  it('is in no answer and no log line', async () => {
    const reads = [`/cycles/${cycle}`, `/cycles/${cycle}/participants`, `/cycles/${cycle}/participants/bob`];
    for (const path of reads) bodies.push(JSON.stringify((await running.service.as('hr', 'hr')('GET', path)).body));
    for (const body of bodies) {
      expect(body).not.toContain(rater.id);
      expect(body).not.toContain(rater.name);
    }
    const lines = world.logged();
    expect(lines).not.toContain(rater.id);
    expect(lines).not.toContain(rater.key);
    expect(lines).not.toContain(assessment);
    // who watches the log while he sits at his keyboard would know
    const requests = lines.split('\n').filter((line) => line.includes('"msg":"request"')).join('\n');
    expect(requests).toContain('/cycles/:cycle/participants/:person/raters');
    expect(requests).not.toMatch(/\/tasks|\/assessments\/|\/me\b/);
  });

  it('shows in the metrics as requests of nobody knows what, and among the events of the whole log', async () => {
    const metrics = await running.service.registry.metrics();
    expect(metrics).toContain('http_server_request_duration_seconds_count{method="_OTHER",route="unobserved",status_code="2xx"}');
    expect(metrics).not.toMatch(/\/tasks|\/assessments\/|\/me\b|submission|submitted|"assessment\/|peer|upward/i);
    for (const word of [rater.id, rater.key, assessment]) expect(metrics).not.toContain(word);
  });

  it('leaves neither actor, nor correlation, nor the client\'s key, nor a time of day', async () => {
    const { rows } = await running.log.readStream(`assessment/${assessment}`).then((events) => ({ rows: events }));
    expect(rows.map(({ type }) => type)).toEqual(['AssessmentOpened', 'AssessmentSubmitted']);
    const today = world.clock.now().toISOString().slice(0, 10);
    for (const event of rows) {
      expect(event.metadata).toEqual({});
      expect(event.occurredAt).toBe(today);
    }
    expect(await tablesWith(clientKey, correlationId)).toEqual([]);
  });

  it('leaves no readable word', async () => {
    expect(await tablesWith(secretWords, 'whispered')).toEqual([]);
    expect(world.logged()).not.toContain('whispered');
  });

  it('but a manager\'s answer names who gave it', async () => {
    expectOk(await running.service.as('hr', 'hr')('POST', `/cycles/${cycle}/phases/peer/end`));
    const task = await taskOf(running.service, 'anna', cycle, 'manager', 'Bob Brown');
    expectOk(await answerAll(running.service, 'anna', task.assessment, 2));
    const events = await running.log.readStream(`assessment/${task.assessment}`);
    expect(events.at(-1)?.metadata.actor).toBe(personIdOf(testPersonIdSecret, 'anna'));
  });
});
