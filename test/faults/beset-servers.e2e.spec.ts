// Promises 1 to 7 while everything that services run on fails, one after the other, and clients go on. Whatever a fault did, it is over by itself.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { eventually } from '@rung/testing';
import pg from 'pg';

import { askOnce } from '../stories/databases.js';
import { Installation } from '../stories/installation.js';
import { Stage } from '../stories/rung-child.js';
import { anotherCycle, done, openACycle } from '../whole/small-organisation.js';
import { rebuildable, rebuildAll, services, settledRows, type ServiceName } from '../whole/views-anew.js';
import { endSessions, whileFrozen, withoutConnections, withoutDatabase, withoutLogin } from './database-faults.js';
import { SmallDisk, whyNoSmallDisk } from './small-disk.js';
import { SteadyClients } from './steady-clients.js';

const minutes = 60_000;
const patience = { timeoutMs: 30_000 };
const people = Array.from({ length: 40 }, (_, nth) => `carpenter-${nth}`);
const missing = whyNoSmallDisk();
const onSmallDisk = missing === undefined ? it : it.skip;

const stage = new Stage();
let rungs: Installation;
let clients: SteadyClients;
let disks: { readonly data: SmallDisk; readonly wal: SmallDisk } | undefined;

beforeAll(async () => {
  if (missing !== undefined) process.stderr.write(`  No disk is filled up: ${missing}\n`);
  await stage.start('rung', ['--help']).ended; // what the services run may have to be compiled first
  const onData = async (dir: string): Promise<void> => {
    const data = await SmallDisk.beneath(dir, 192);
    disks = { data, wal: await SmallDisk.beneath(join(dir, 'pg_wal'), 128) };
  };
  rungs = new Installation(await stage.directory(), {
    oneServer: true,
    settings: { max_connections: '80', max_wal_size: '64MB', min_wal_size: '32MB' },
    onData: missing === undefined ? onData : undefined,
  });
  await rungs.start();
  const { service } = rungs;
  const hr = service.as('hr', 'hr');
  const calibrated = await openACycle(service, people);
  for (const phase of ['self', 'peer', 'manager']) await eventually(async () => done(await hr('POST', `/cycles/${calibrated}/phases/${phase}/end`)), patience);
  const open = await anotherCycle(service);
  await eventually(async () => expect(done(await hr('GET', `/cycles/${open}`)).body.participants).toMatchObject({ launched: people.length }), patience);
  await eventually(async () => expect(done(await hr('GET', `/grades/${people.at(-1)}?cycle=${calibrated}`)).body.state).toBe('proposed'), patience);
  const [one] = people as [string];
  const cell = await eventually(async () => {
    const asOne = service.as(one);
    const { tasks } = done(await asOne('GET', `/tasks?cycle=${open}`)).body as { tasks: { assessment: string }[] };
    const { asked } = done(await asOne('GET', `/assessments/${tasks[0]!.assessment}`)).body as { asked: { competency: string; level: string }[] };
    return { competency: asked[0]!.competency, level: asked[0]!.level };
  }, patience);
  clients = new SteadyClients({ service, open, calibrated, people, cell });
  await clients.start();
  await goesOn();
}, 15 * minutes);
afterAll(async () => {
  await clients?.stop();
  await rungs?.stop();
  disks?.wal.remove();
  disks?.data.remove();
  await stage.clear();
}, 5 * minutes);

const admin = () => rungs.database.url('postgres');
/** Waits until something has grown; a wrong answer ends the wait. */
const grown = async (count: () => number, by: number): Promise<void> => {
  const before = count();
  await eventually(() => expect(clients.wrong.length > 0 ? Infinity : count()).toBeGreaterThan(before + by), patience);
  expect(clients.wrong).toEqual([]);
};
/** So many more commands are answered. */
const answered = (more: number) => grown(() => clients.acknowledged.length, more);
/** Clients have been told to come back. */
const felt = () => grown(() => clients.refused, 5);
/** Commands are answered, and what they change comes all the way to whoever reads it; nobody was told anything wrong meanwhile. */
const goesOn = async (): Promise<void> => {
  await answered(20);
  const { person, version } = await clients.confirmNext();
  await eventually(async () => expect(await clients.gradeOf(person)).toBeGreaterThanOrEqual(version), patience);
  expect(clients.wrong).toEqual([]);
};
const saidBy = (service: ServiceName) => readFile(rungs.logFile(service), 'utf8');

describe('a fault', () => {
  it('of Redis, which is frozen while grades rise, emptied, and set back to an old snapshot', async () => {
    for (const person of people) await clients.gradeOf(person); // all of them are in it
    await rungs.tellRedis('save');
    await whileFrozen(rungs.redis.pid, async () => {
      const { person, version } = await clients.confirmNext();
      await eventually(async () => expect(await clients.gradeOf(person)).toBeGreaterThanOrEqual(version), patience);
      await answered(20);
    });
    await goesOn();
    await rungs.tellRedis('flushall');
    await goesOn();
    // a process that has seen no version yet meets what lay in Redis before
    await rungs.stopService('reporting');
    process.kill(rungs.redis.pid, 'SIGKILL');
    await rungs.redis.exited;
    await rungs.startRedis();
    await rungs.startService('reporting');
    for (const person of people) await clients.gradeOf(person);
    await goesOn();
  }, 3 * minutes);

  it('of Kafka, which stands still', async () => {
    await whileFrozen(rungs.kafkaPid, async () => {
      const { person, version } = await clients.confirmNext();
      await answered(20);
      expect(await clients.gradeOf(person)).toBeLessThan(version);
    });
    await goesOn();
  }, 3 * minutes);

  it('of every connection to PostgreSQL, over and over', async () => {
    expect(await endSessions(admin(), 30)).toBeGreaterThan(30);
    await goesOn();
  }, 3 * minutes);

  it('of PostgreSQL, which has no connection left', async () => {
    await withoutConnections(admin(), felt);
    await goesOn();
  }, 3 * minutes);

  it('of PostgreSQL, which lets nobody in', async () => {
    await withoutLogin(admin(), felt);
    await goesOn();
    expect(await saidBy('assessment')).toContain('28000');
  }, 3 * minutes);

  it('of PostgreSQL, which does not know the database', async () => {
    await withoutDatabase(admin(), 'rung_assessment', felt);
    await goesOn();
    expect(await saidBy('assessment')).toContain('3D000');
  }, 3 * minutes);

  it('of PostgreSQL, which stands still for longer than a transaction may last', async () => {
    await whileFrozen(rungs.database.pid, () => pause(7_000));
    await goesOn();
  }, 3 * minutes);

  onSmallDisk('of the disk that the tables are on, which is full', async () => {
    await disks!.data.fill();
    await felt();
    await disks!.data.free();
    await goesOn();
  }, 3 * minutes);

  onSmallDisk('of the disk that the write-ahead log is on, which is full: PostgreSQL dies of it', async () => {
    await disks!.wal.fill();
    const { exited } = rungs.database;
    await eventually(async () => {
      await askOnce(admin(), 'select pg_switch_wal()').catch(() => undefined);
      expect(clients.refused).toBeGreaterThan(0);
      expect(await Promise.race([exited.then(() => 'gone'), pause(50, 'there')])).toBe('gone');
    }, patience);
    await disks!.wal.free();
    await rungs.startDatabase();
    await goesOn();
  }, 3 * minutes);

  it('of reporting itself, which is stopped while a view that was made anew is about to take the place of the old one', async () => {
    const operator = rungs.service.as('otto', 'operator');
    const rebuild = '/operator/reporting/rebuilds';
    const reader = new pg.Client({ connectionString: rungs.databaseUrl('reporting') });
    await reader.connect();
    await reader.query('begin');
    await reader.query('lock table grades in access share mode');
    done(await operator('POST', `${rebuild}/reporting-grades`));
    const waiting = "select from pg_locks l join pg_class c on c.oid = l.relation where c.relname = 'grades' and l.mode = 'AccessExclusiveLock' and not l.granted";
    await eventually(async () => expect(await rungs.ask('reporting', waiting)).not.toEqual([]), patience);
    const stopped = rungs.stopService('reporting');
    await pause(100);
    await reader.end();
    expect(await stopped).toMatchObject({ code: 0, signal: null });
    await rungs.startService('reporting');
    await goesOn();
    await eventually(async () => {
      const { rebuilds } = done(await operator('GET', rebuild)).body as { rebuilds: { projection: string; state: string }[] };
      expect(rebuilds.find(({ projection }) => projection === 'reporting-grades')).toMatchObject({ state: 'swapped' });
    }, patience);
  }, 3 * minutes);
});

describe('after all of them', () => {
  beforeAll(() => clients.stop(), minutes);

  it('every command that was answered is in the log, once, as it was answered, and nothing else is', async () => {
    const keys = JSON.stringify(clients.acknowledged);
    const sql = `select a.key, a.version, e.stream_version from json_to_recordset('${keys}') as a(key uuid, version int) left join event_log.events e on e.command_id = a.key
      where e.stream_version + e.command_size - 1 is distinct from a.version`;
    expect(await rungs.ask('assessment', sql)).toEqual([]);
    const recorded = "select count(*)::int as count from event_log.events where type in ('EvidenceRecorded', 'GradeConfirmed')";
    expect(await rungs.ask('assessment', recorded)).toEqual([{ count: clients.acknowledged.length }]);
  });

  it('versions of streams and positions of lanes have no holes', async () => {
    for (const service of ['matrix', 'assessment'] as const) {
      expect(await rungs.ask(service, 'select stream_id from event_log.events group by 1 having count(*) <> max(stream_version) or min(stream_version) <> 1')).toEqual([]);
      expect(await rungs.ask(service, 'select lane from event_log.events group by 1 having count(*) <> max(position) or min(position) <> 1')).toEqual([]);
    }
  });

  it('nobody was answered wrongly, no grade was older than it had been, and nobody was called to mend anything', async () => {
    expect(clients.wrong).toEqual([]);
    for (const service of services) expect((await saidBy(service)).split('\n').filter((line) => /^\{"level":[56]0/.test(line))).toEqual([]);
  });

  it('all that happened has arrived, nothing is parked, and every view is what it is when it is made anew', async () => {
    const views = { ask: rungs.ask.bind(rungs), operator: rungs.service.as('otto', 'operator') };
    const live = await settledRows(views);
    const lines = "select lane || '/' || position || ' ' || stream_id || '@' || stream_version || ' ' || event_id as line";
    const logged = await rungs.ask('assessment', `${lines} from event_log.events order by lane, position`);
    expect(await rungs.ask('reporting', `${lines} from inbox where topic = '${topics.assessment}' order by lane, position`)).toEqual(logged);
    for (const service of services) expect(live[`${service}.parked_streams`]).toEqual([]);
    expect(await rebuildAll(views)).toEqual(rebuildable);
    expect(await settledRows(views)).toEqual(live);
  }, 3 * minutes);
});
