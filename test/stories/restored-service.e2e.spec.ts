import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { eventually, type Caller } from '@rung/testing';
import { Kafka, logLevel } from 'kafkajs';

import { recordsOnTopics } from '../contracts/topic-records.js';
import { anotherCycle, done, openACycle } from '../whole/small-organisation.js';
import { Installation } from './installation.js';
import { Stage } from './rung-child.js';

const minutes = 60_000;
const patience = { timeoutMs: 2 * minutes };
const topic = topics.assessment;
const stage = new Stage();
let rungs: Installation;
let hr: Caller;
let cycle: string;

beforeAll(async () => {
  await stage.start('rung', ['--help']).ended; // what the services run may have to be compiled first
  rungs = new Installation(await stage.directory());
  await rungs.start();
  hr = rungs.service.as('hr', 'hr');
  cycle = await openACycle(rungs.service);
}, 15 * minutes);
afterAll(async () => {
  await rungs?.stop();
  await stage.clear();
}, 5 * minutes);

/** `rung …` as an operator types it. @returns its exit code and all that it said. */
async function rung(words: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<[code: number | null, said: string]> {
  const child = stage.start('rung', words, { env });
  const { code } = await child.ended;
  return [code, child.stdout + child.stderr];
}
const rungLog = (...words: string[]) => rung(['log', ...words, '--topic', topic], { DATABASE_URL: rungs.databaseUrl('assessment'), KAFKA_BROKERS: rungs.brokers });

interface Line {
  /** `lane/position stream@version id` */
  readonly line: string;
}
const inLog = () => rungs.ask<Line>('assessment', `select lane || '/' || position || ' ' || stream_id || '@' || stream_version || ' ' || event_id as line from event_log.events order by lane, position`);
const inInbox = () => rungs.ask<Line>('reporting', `select lane || '/' || position || ' ' || stream_id || '@' || stream_version || ' ' || event_id as line from inbox where topic = '${topic}' order by lane, position`);

/** Reporting holds what the log holds, and its views say what assessment's own say. */
async function agrees(): Promise<void> {
  await eventually(async () => {
    expect(await inInbox()).toEqual(await inLog());
    const columns = 'review, cycle, person, unit, state, current_level, target_level, grade';
    const own = await rungs.ask('assessment', `select ${columns}, version from participants order by review`);
    expect(await rungs.ask('reporting', `select ${columns}, stream_version as version from grades order by review`)).toEqual(own);
    const cycles = `select substr(stream_id, 7) as cycle from event_log.events where stream_id like 'cycle/%' and stream_version = 1 order by 1`;
    expect(await rungs.ask('reporting', 'select cycle::text from cycles order by 1')).toEqual(await rungs.ask('assessment', cycles));
  }, patience);
}
const endPhase = (phase: string) => hr('POST', `/cycles/${cycle}/phases/${phase}/end`);
const launched = (of: string) => eventually(async () => expect(done(await hr('GET', `/cycles/${of}`)).body).toMatchObject({ participants: { planned: 1, launched: 1 } }), patience);
const gradeOfBob = async () => (await hr('GET', `/grades/bob?cycle=${cycle}`)).status;

/** Backs up, goes on, and restores what was there before. @returns what the log held at the end. */
async function restoredBehind(goOn: () => Promise<void>): Promise<Line[]> {
  await launched(cycle);
  await agrees();
  const folder = await stage.directory();
  expect(await rung(['backup', folder, '--data', rungs.dataDir])).toEqual([0, expect.stringContaining('read back and verified')]);
  const [row] = await rungs.ask<{ now: Date }>('assessment', 'select clock_timestamp() as now');
  await goOn();
  await agrees();
  const before = await inLog();
  await rungs.stopService('assessment');
  await rungs.stopDatabase();
  expect(await rung(['restore', folder, '--data', rungs.dataDir, '--to', row!.now.toISOString(), '--replace'])).toEqual([0, expect.stringContaining('rung log check')]);
  await rungs.startDatabase();
  expect((await inLog()).length).toBeLessThan(before.length);
  return before;
}

/** As it is until somebody settles it. @param phase that is under way. */
async function takesNoCommands(phase: string): Promise<void> {
  await rungs.startService('assessment');
  const { status, headers, body } = await endPhase(phase);
  expect([status, headers.get('content-type'), headers.get('retry-after')]).toEqual([503, expect.stringContaining('application/problem+json'), '30']);
  expect(body).toMatchObject({ code: 'log-restored', log: 'assessment', detail: expect.stringMatching(/log of assessment was restored.*rung log check/) });
  expect((await hr('GET', `/cycles/${cycle}`)).status).toBe(200);
  await rungs.stopService('assessment');
  expect(await rungLog('check')).toEqual([1, expect.stringMatching(/commands are closed\.\n.*"rung log import".*"rung log void --reason/)]);
}

describe('assessment, restored to a moment in the middle of a cycle', () => {
  it('takes commands again once what Kafka alone knows is imported, as it was', async () => {
    let since = '';
    const before = await restoredBehind(async () => {
      since = await anotherCycle(rungs.service);
      await launched(since);
      done(await endPhase('self'));
    });
    await takesNoCommands('self');
    expect(await rungLog('import')).toEqual([0, expect.stringMatching(new RegExp(`Commands are open\\.\\nWithout their secret.*${since}`))]);
    expect(await inLog()).toEqual(before);
    expect(await rungLog('check')).toEqual([0, expect.stringContaining('commands are open')]);

    await rungs.startService('assessment');
    done(await endPhase('peer'));
    expect(await hr('POST', `/cycles/${since}/participants/bob/raters`, { body: { role: 'peer', rater: 'pat' } })).toMatchObject({ status: 503, body: { code: 'cycle-secret-lost' } });
    done(await hr('POST', `/cycles/${since}/cancellation`));
    await agrees();
  }, 15 * minutes);

  it('takes commands again once that is declared void, and reporting forgets it', async () => {
    const before = await restoredBehind(async () => {
      done(await endPhase('manager'));
      await eventually(async () => expect(await gradeOfBob()).toBe(200), patience);
    });
    await takesNoCommands('manager');
    expect((await rungLog('void'))[0]).toBe(2);
    expect(await rungLog('void', '--reason', 'the pilot is begun again')).toEqual([0, expect.stringMatching(/declared void\.\nCommands are open\. Empty the Redis of reporting/)]);
    await rungs.tellRedis('flushall');
    const kept = new Set((await inLog()).map(({ line }) => line));
    const lost = before.filter(({ line }) => !kept.has(line));
    expect(lost.length).toBeGreaterThan(0);

    await agrees();
    expect(await gradeOfBob()).toBe(404);
    await rungs.startService('assessment');
    done(await endPhase('manager'));
    await eventually(async () => expect(await gradeOfBob()).toBe(200), patience);
    await agrees();
    expect(await inLog()).not.toEqual(expect.arrayContaining(lost.slice(0, 1)));
  }, 15 * minutes);
});

describe('the topic of assessment, deleted', () => {
  it('is handed over again once it is there, and reporting goes on', async () => {
    await rungs.stopService('assessment');
    const admin = new Kafka({ clientId: 'story', brokers: rungs.brokers.split(','), logLevel: logLevel.NOTHING }).admin();
    await admin.connect();
    await admin.deleteTopics({ topics: [topic] });
    await admin.disconnect();
    await eventually(() => rungs.createTopics(), patience);
    await rungs.startService('assessment');

    const ids = async () => (await rungs.ask<{ id: string }>('assessment', 'select event_id::text as id from event_log.events order by 1')).map(({ id }) => id);
    await eventually(async () => {
      const records = await recordsOnTopics(rungs.brokers.split(','), [topic]);
      expect([...new Set(records.map(({ headers }) => headers['ce_id']))].sort()).toEqual(await ids());
    }, { timeoutMs: 5 * minutes }); // a reader may meet the topic while it is being made
    await launched(await anotherCycle(rungs.service));
    await agrees();
  }, 15 * minutes);
});
