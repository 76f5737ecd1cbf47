import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createPostgresEventLog } from '@rung/event-store';
import { silentLogger } from '@rung/messaging';
import { eventually, type Caller } from '@rung/testing';
import pg from 'pg';

import { done, openACycle } from '../whole/small-organisation.js';
import { urlsOn } from './databases.js';
import { Stage, type RungChild } from './rung-child.js';
import { callable, standalonePlaces, tokenOf } from './visitor.js';

const minutes = 60_000;
const patience = { timeoutMs: 2 * minutes };
const stage = new Stage();
let serving: RungChild;
let url: string;
let pool: pg.Pool;
let bob: Caller;
let cycle: string;
/** Of Bob's review. */
let stream: string;

beforeAll(async () => {
  const dataDir = await stage.directory();
  serving = stage.start('start', ['--empty', '--port', '0', '--data', dataDir]);
  await serving.says(/Stop with Ctrl-C/, 5 * minutes);
  [, url = ''] = await serving.says(/(http:\/\/\S+)\/docs/, 1_000);
  pool = new pg.Pool({ connectionString: (await urlsOn(dataDir))('rung_assessment') });
  pool.on('error', () => undefined); // the server is stopped below it
  const service = callable(standalonePlaces(url), (person) => tokenOf(`${url}/issuer`, person));
  bob = service.as('bob');
  cycle = await openACycle(service);
  stream = await eventually(async () => {
    const { rows } = await pool.query<{ stream: string }>(`select distinct stream_id as stream from event_log.events where stream_id like 'review/%'`);
    expect(rows).toHaveLength(1);
    return rows[0]!.stream;
  }, patience);
}, 15 * minutes);
afterAll(async () => {
  await pool?.end();
  await stage.clear();
}, 5 * minutes);

interface Said {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** `rung …` as an operator types it, or somebody else. */
async function rung(words: readonly string[], person = 'operator'): Promise<Said> {
  const token = person === '' ? '' : await tokenOf(`${url}/issuer`, person);
  const child = stage.start('rung', [...words, '--url', url], { env: { RUNG_TOKEN: token } });
  const { code } = await child.ended;
  return { code, stdout: child.stdout, stderr: child.stderr };
}
const participant = async () => done(await bob('GET', `/cycles/${cycle}/participants/bob`)).body as { version: number; evidence: { text: string }[] };
const texts = async () => (await participant()).evidence.map(({ text }) => text).sort();
const record = async (text: string) => {
  const { tasks } = done(await bob('GET', `/tasks?cycle=${cycle}`)).body as { tasks: { assessment: string }[] };
  const { asked } = done(await bob('GET', `/assessments/${tasks[0]?.assessment}`)).body as { asked: { competency: string; level: string }[] };
  const { competency, level } = asked[0]!;
  done(await bob('POST', `/cycles/${cycle}/participants/bob/evidence`, { body: { competency, level, on: '2026-01-01', text } }));
};
const metric = async () => /rung_parked_streams\{projection="evidence"\} (\d+)/.exec(await (await fetch(`${url}/metrics`)).text())?.[1];

/** An event with every field in place, and with a day that no date of PostgreSQL is. */
async function poison(): Promise<void> {
  const log = await createPostgresEventLog({ pool, logger: silentLogger });
  try {
    const before = await log.readStream(stream);
    const known = before.find(({ type }) => type === 'EvidenceRecorded');
    const data = { ...(known?.data as object), evidence: randomUUID(), on: '0000-01-01' };
    await log.append({ streamId: stream, expectedVersion: before.length, events: [{ type: 'EvidenceRecorded', schemaVersion: 1, data, metadata: {} }] });
  } finally {
    await log.close();
  }
}

interface Listed {
  readonly projection: string;
  readonly stream: string;
  readonly position: string;
}

describe('rung parked', () => {
  let position: string;
  const place = () => ['evidence', stream];

  it('lists the stream of an event that a view cannot follow, as the metric counts it', async () => {
    await eventually(() => record('a shelf'), patience);
    await eventually(async () => expect(await texts()).toEqual(['a shelf']), patience);
    await poison();
    await record('a staircase');
    await eventually(async () => expect(await metric()).toBe('1'), patience);

    const { code, stdout } = await rung(['parked', 'list']);
    expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`^SERVICE +PROJECTION +STREAM.*\nassessment +evidence +${stream} +\\d+ +\\S+ +SQLSTATE 22\\S+\n$`))]);
    const { parked } = JSON.parse((await rung(['parked', 'list', '--json', '--projection', 'evidence'])).stdout) as { parked: Listed[] };
    expect(parked).toEqual([expect.objectContaining({ service: 'assessment', projection: 'evidence', stream })]);
    position = parked[0]!.position;
    // nothing but that stream waits, and of it nothing but this view
    expect((await participant()).version).toBeGreaterThanOrEqual(4);
    expect(await texts()).toEqual(['a shelf']);
  }, 10 * minutes);

  it('shows what is in the way, without a word of what was written', async () => {
    await eventually(async () => expect((await rung(['parked', 'show', ...place()])).stdout).toContain('behind it   1 event\n'), patience);
    const { code, stdout } = await rung(['parked', 'show', ...place()]);
    expect([code, stdout]).toEqual([0, expect.stringMatching(new RegExp(`position ${position} of lane 0[^]*EvidenceRecorded, schema version 1`))]);
    expect(stdout).not.toMatch(/0000-01-01|shelf|staircase/);
    expect(JSON.parse((await rung(['parked', 'show', ...place(), '--json'])).stdout)).toMatchObject({ position, waiting: 1, event: { data: { on: 'string' } }, decisions: [] });
  }, 10 * minutes);

  it('tells of a retry that it is parked still, and why', async () => {
    const one = await rung(['parked', 'retry', ...place()]);
    expect([one.code, one.stdout]).toEqual([1, expect.stringMatching(new RegExp(`still parked, 0 events taken up: SQLSTATE 22\\S+ at position ${position}`))]);
    const all = await rung(['parked', 'retry', '--all', '--json']);
    expect([all.code, JSON.parse(all.stdout)]).toEqual([1, { retried: [expect.objectContaining({ stream, outcome: 'parked', position })] }]);
    expect(await metric()).toBe('1');
  }, 10 * minutes);

  it('passes over no other event, nor without a reason', async () => {
    const elsewhere = await rung(['parked', 'skip', ...place(), '--position', `${Number(position) + 1}`, '--reason', 'written by hand']);
    expect([elsewhere.code, elsewhere.stderr]).toEqual([1, expect.stringContaining(`is at position ${position}, not at`)]);
    expect((await rung(['parked', 'skip', ...place(), '--position', position])).code).toBe(2);
    expect((await rung(['parked', 'skip', ...place(), '--position', position, '--reason', ' '])).code).toBe(1);
    expect(await metric()).toBe('1');
  }, 10 * minutes);

  it('passes over it for a reason that is kept, and the view goes on', async () => {
    const { code, stdout } = await rung(['parked', 'skip', ...place(), '--position', position, '--reason', 'written by hand']);
    expect([code, stdout]).toEqual([0, `${stream}: followed again, 1 event taken up\n`]);
    expect(await texts()).toEqual(['a shelf', 'a staircase']);
    await record('a roof');
    await eventually(async () => expect(await texts()).toEqual(['a roof', 'a shelf', 'a staircase']), patience);
    await eventually(async () => expect(await metric()).toBe('0'), patience);

    expect((await rung(['parked', 'list'])).stdout).toBe('No stream is parked.\n');
    const again = await rung(['parked', 'retry', ...place()]);
    expect([again.code, again.stderr]).toEqual([1, expect.stringContaining('is not parked for evidence')]);
    const { rows } = await pool.query(`select reason from parking_decisions where action = 'skip' and position = $1`, [position]);
    expect(rows).toEqual([{ reason: 'written by hand' }]);
  }, 10 * minutes);
});

describe('rung rebuild', () => {
  const standing = async () => {
    const { rebuilds } = JSON.parse((await rung(['rebuild', 'list', '--json'])).stdout) as { rebuilds: { projection: string }[] };
    return rebuilds.find(({ projection }) => projection === 'evidence');
  };

  it('says what is left and what it waits for, then that the new view is there: the same, without what was passed over', async () => {
    const before = await texts();
    const reader = await pool.connect();
    try {
      await reader.query('begin');
      await reader.query('select from evidence_pieces');
      const started = await rung(['rebuild', 'start', 'evidence']);
      expect([started.code, started.stdout]).toEqual([0, expect.stringMatching(/\nassessment +evidence +(asked|under-way) /)]);
      await eventually(async () => expect(await standing()).toMatchObject({ state: 'under-way', left: '0', trouble: expect.stringContaining('55P03') }), patience);
      await reader.query('commit');
    } finally {
      reader.release();
    }
    await eventually(async () => expect(await standing()).toMatchObject({ state: 'swapped', left: null, trouble: null, finishedAt: expect.any(String) }), patience);
    expect(await texts()).toEqual(before);
    expect((await rung(['parked', 'list'])).stdout).toBe('No stream is parked.\n');
  }, 10 * minutes);

  it('refuses what is not there, or cannot be made anew, in words that say so', async () => {
    const said = async (...words: string[]) => {
      const { code, stderr } = await rung(['rebuild', ...words]);
      return [code, stderr];
    };
    expect(await said('start', 'salaries')).toEqual([1, expect.stringContaining('there is no projection salaries; "rung rebuild list" shows')]);
    expect(await said('start', 'roster')).toEqual([1, expect.stringContaining('no event')]);
    expect(await said('cancel', 'evidence')).toEqual([1, expect.stringContaining('No rebuild of evidence is under way')]);
  }, 10 * minutes);
});

describe('whoever is no operator', () => {
  it.each([
    [['rebuild', 'list']],
    [['rebuild', 'start', 'evidence']],
    [['parked', 'list']],
    [['parked', 'skip', 'evidence', 'review/1', '--position', '1', '--reason', 'why not']],
  ])('may not %j, and is told what it takes', async (words) => {
    const refused = await rung([...words, '--json'], 'hr');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('the role operator')]);
    expect(JSON.parse(refused.stdout)).toMatchObject({ code: 'forbidden' });
    expect((await rung(words, '')).code).toBe(2);
  }, 10 * minutes);
});

describe('a service that is down', () => {
  it('is told to be so', async () => {
    const token = await tokenOf(`${url}/issuer`, 'operator');
    expect(await serving.stop()).toEqual({ code: 0, signal: null });
    for (const words of [['rebuild', 'start', 'evidence'], ['parked', 'list']]) {
      const child = stage.start('rung', [...words, '--url', url, '--token', token]);
      expect([(await child.ended).code, child.stderr]).toEqual([69, expect.stringContaining(`nothing answers at ${url}`)]);
    }
  }, 10 * minutes);
});
