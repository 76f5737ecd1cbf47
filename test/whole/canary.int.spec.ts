import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { KafkaBus } from '@rung/messaging';
import { createLogger, personIdOf } from '@rung/service-kit';
import { eventually, kafkaForTests, testPersonIdSecret } from '@rung/testing';
import type { Pool } from 'pg';

import { recordsOnTopics } from '../contracts/topic-records.js';
import { startWholeRung, throughACycle, type WholeRung } from './whole-rung.js';

const pat = personIdOf(testPersonIdSecret, 'pat');
const words = 'whispered into the sawdust';
const traces = { 'x-correlation-id': randomUUID(), 'idempotency-key': randomUUID() };

let rung: WholeRung;
let cycle: string;
let answered: string;

beforeAll(async () => {
  rung = await startWholeRung();
  ({ cycle } = await throughACycle(rung.service, async (assessment) => {
    const asPat = rung.service.as('pat');
    const { body: form } = await asPat('GET', `/assessments/${assessment}`);
    const ratings = (form.offered as object[]).map(({ competency, level }: { competency?: string; level?: string }) => ({ competency, level, value: 1, observation: words }));
    const answer = await asPat('POST', `/assessments/${assessment}/submission`, { body: { ratings }, headers: traces });
    expect(answer.status).toBe(200);
    answered = assessment;
  }));
  await eventually(async () => {
    const { lag } = (await rung.databases.reporting.pool.query<{ lag: string }>("select count(*) as lag from grades where state = 'proposed'")).rows[0] ?? { lag: '0' };
    expect(Number(lag)).toBe(1);
  });
}, 300_000);
afterAll(() => rung?.close());

/** Every table of the database, of whatever schema, that has a row with the word in any column. */
async function tablesWith(pool: Pool, word: string): Promise<string[]> {
  const { rows: tables } = await pool.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await pool.query(`select from ${name} as row where strpos(row::text, $1) > 0 limit 1`, [word]);
    if (rowCount === 1) found.push(name);
  }
  return found;
}

describe('who answered as a peer, after a whole cycle of all services', () => {
  it('stands beside the assessment in one table alone', async () => {
    const { assessment, matrix, reporting } = rung.databases;
    expect(await tablesWith(assessment.pool, pat)).toEqual(['event_log.events', 'public.people', 'public.rater_links']);
    expect(await tablesWith(matrix.pool, pat)).toEqual(['public.inbox']);
    for (const { pool, table } of [{ pool: assessment.pool, table: 'event_log.events' }, { pool: matrix.pool, table: 'public.inbox' }, ...(await tablesWith(reporting.pool, pat)).map((name) => ({ pool: reporting.pool, table: name }))]) {
      const { rowCount } = await pool.query(`select from ${table} as row where strpos(row::text, $1) > 0 and (strpos(row::text, $2) > 0 or strpos(row::text, $3) > 0)`, [pat, answered, cycle]);
      expect([table, rowCount]).toEqual([table, 0]);
    }
    const { rows } = await assessment.pool.query('select distinct stream_id from event_log.events as row where strpos(row::text, $1) > 0', [pat]);
    expect(rows).toEqual([{ stream_id: `person/${pat}` }]);
  });

  it('left neither words nor traces in any database', async () => {
    for (const { pool } of Object.values(rung.databases)) {
      for (const trace of [words, ...Object.values(traces)]) expect(await tablesWith(pool, trace)).toEqual([]);
    }
  });

  it('is in no byte of the topic but in the place in the organisation', async () => {
    const kafka = await kafkaForTests();
    const topic = await kafka.createTopic(topics.assessment);
    const logger = createLogger({ level: 'error', name: 'canary' });
    const bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'canary', logger });
    try {
      const events = await rung.logs.assessment.readLane(0, 0n, 1_000);
      await bus.publish({ topic, lane: 0, events });
      const records = await recordsOnTopics(kafka.brokers, [topic]);
      expect(records).toHaveLength(events.length);
      const bytes = records.map(({ message: { key, value, headers = {} } }) => [key, value, ...Object.entries(headers).flat(2)].map(String).join(' '));
      expect(bytes.filter((record) => record.includes(pat)).every((record) => record.startsWith(`person/${pat} `))).toBe(true);
      for (const trace of [words, ...Object.values(traces)]) expect(bytes.filter((record) => record.includes(trace))).toEqual([]);
      const own = records.filter(({ key }) => key === `assessment/${answered}`);
      expect(own).toHaveLength(2);
      for (const { message } of own) expect(Number(message.timestamp) % 86_400_000).toBe(0);
    } finally {
      await bus.close();
    }
  });

  it('is in no line of the log, not even at its chattiest, and in no metric', async () => {
    const metrics = await (await fetch(`${rung.service.url}/metrics`)).text();
    for (const text of [rung.logged(), metrics]) {
      expect(text).toMatch(/grades/);
      for (const word of [pat, answered, words, ...Object.values(traces)]) expect(text).not.toContain(word);
      expect(text).not.toMatch(/\bpat\b/i);
    }
  });
});

describe('who calibrated a grade, and why, after its release', () => {
  const hr = personIdOf(testPersonIdSecret, 'hr');
  const reason = 'saws like nobody else in the shop';

  it('is told to the person graded as a role and a reason, in no answer by an id', async () => {
    const asHr = rung.service.as('hr', 'hr');
    const done = await asHr('POST', `/cycles/${cycle}/participants/bob/confirmation`, { body: { grade: 'Two', reason } });
    expect([done.status, done.body]).toEqual([200, { version: expect.any(Number) }]);
    expect((await asHr('POST', `/cycles/${cycle}/release`, { body: {} })).status).toBe(202);
    const asBob = rung.service.as('bob');
    const grade = await eventually(async () => {
      const answer = await asBob('GET', `/grades/bob?cycle=${cycle}`);
      expect(answer.status).toBe(200);
      return answer.body;
    });
    expect(grade).toMatchObject({ state: 'released', grade: { name: 'Two' }, confirmedBy: 'calibration', calibration: { from: { name: 'One' } } });
    const participant = await eventually(async () => {
      const { body } = await asBob('GET', `/cycles/${cycle}/participants/bob`);
      expect(body.state).toBe('released');
      return body;
    });
    expect(participant.grade).toMatchObject({ confirmedAs: 'calibration', confirmedBy: null, calibration: { from: 'One', reason } });
    const others = await Promise.all(['/me', '/tasks', `/tasks?cycle=${cycle}`].map(async (path) => (await asBob('GET', path)).body));
    for (const answer of [grade, participant, ...others]) expect(JSON.stringify(answer)).not.toContain(hr);
  });

  it('is known by its words to no database, and to no line of the log', async () => {
    for (const { pool } of Object.values(rung.databases)) expect(await tablesWith(pool, reason)).toEqual([]);
    expect(rung.logged()).not.toContain(reason);
  });
});
