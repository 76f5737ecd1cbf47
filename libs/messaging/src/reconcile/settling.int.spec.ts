// A log and its topic that do not go together: what is done about it, in which order it is on disk, and what is refused.
import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { topics } from '@rung/contracts';
import { logSourceSql, openGate, raiseEpoch, readGate, type RecordedEvent } from '@rung/event-store';
import { kafkaForTests, postgresForTests, type TestDatabase } from '@rung/testing';

import { sampleEvents } from '../contract/sample-events.js';
import { temporaryLog, type TemporaryLog } from '../contract/temporary-log.js';
import type { KeptTopic, Voiding } from '../event-bus.js';
import { KafkaBus } from '../kafka/kafka-bus.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { mustBeOwnTopic } from './own-topic.js';
import { importFromTopic, republish, voidInTopic, type Reconciliation } from './reconcile.js';

const testMs = 300_000;
const lane = 0;
const works = {
  import: (place: Reconciliation) => importFromTopic(place),
  void: (place: Reconciliation) => voidInTopic(place, 'why'),
  republish: (place: Reconciliation) => republish(place),
};
type Work = keyof typeof works;
const everyWork = Object.keys(works) as Work[];

let database: TestDatabase;
let source: TemporaryLog;
let bus: KafkaBus;
let topic: string;
beforeEach(async () => {
  const kafka = await kafkaForTests();
  topic = await kafka.createTopic('rung.plan.events', 1);
  bus = new KafkaBus({ brokers: kafka.brokers, clientId: 'spec', logger: silentLogger });
  database = await postgresForTests({ poolSize: 8 });
  await database.pool.query(messagingSql);
  source = await temporaryLog(database.pool, 1);
}, testMs);
afterEach(async () => {
  await bus?.close();
  await source?.log.close();
  await database?.drop();
}, testMs);

const place = (kept: Partial<KeptTopic> = {}): Reconciliation => {
  const real = bus.kept(topic);
  const whole: KeptTopic = { ends: () => real.ends(), read: (ranges, visit) => real.read(ranges, visit), mustKeepAll: () => real.mustKeepAll(), void: (voiding) => real.void(voiding), ...kept };
  return { pool: database.pool, topic, kept: whole };
};
const log = (after = 0n) => source.log.readLane(lane, after, 100);
const ids = (events: readonly RecordedEvent[]) => events.map(({ eventId }) => eventId);
const gate = () => readGate(database.pool);
const publish = (...events: readonly RecordedEvent[]) => bus.publish({ topic, lane, events });
const takeBack = (after: bigint, more: Partial<Voiding> = {}) =>
  bus.kept(topic).void({ id: randomUUID(), topic, lane, after, epoch: '7:1:9', reason: 'a restore', ...more });
const records = async () => (await bus.kept(topic).ends()).get(lane)?.to;

/** A log of so many events, all of which the topic holds, that a restore has closed. */
async function restored(count: number): Promise<readonly RecordedEvent[]> {
  await source.append(count);
  const events = await log();
  await publish(...events);
  await raiseEpoch(database.pool);
  return events;
}

/** What is refused changes nothing: neither the log nor its gate nor the topic. */
async function isRefused(work: Work, words: string, on = place()): Promise<void> {
  const before = [await log(), await gate(), await records()];
  await expect(works[work](on)).rejects.toMatchObject({ name: 'ReconcileRefused', message: expect.stringContaining(words) });
  expect([await log(), await gate(), await records()]).toEqual(before);
}

describe('the topic of another service', () => {
  it.each(everyWork)('is refused, whatever is in it: %s', async (work) => {
    await restored(2);
    await publish(...sampleEvents(3, 4));
    await database.pool.query("insert into relay_leases (name, lane) values ('relay rung.other.events', 0)");
    await isRefused(work, 'This log is handed over to rung.other.events, not to rung.plan.events');
  }, testMs);

  it.each(everyWork)('is refused by a log that is empty and was handed over to nothing yet, as its events say whose they are: %s', async (work) => {
    await database.pool.query(logSourceSql('/rung/other'));
    await publish(...sampleEvents(1, 2));
    await isRefused(work, 'This log is that of /rung/other, and the topic has events of /rung/plan');
  }, testMs);

  it('is refused by its name, where it has nothing in it that would say so', async () => {
    await database.pool.query(logSourceSql('/rung/matrix'));
    await expect(mustBeOwnTopic({ pool: database.pool, topic: topics.assessment })).rejects.toThrow('This log is that of /rung/matrix, and rung.assessment.events that of /rung/assessment');
    await mustBeOwnTopic({ pool: database.pool, topic: topics.matrix });
  }, testMs);
});

describe('a topic that holds more than the log', () => {
  it('gives it back in order, each event once and as it was', async () => {
    const known = await restored(3);
    const lost = sampleEvents(4, 9);
    await publish(...lost);
    await publish(...lost.slice(2, 4));
    await importFromTopic(place());
    expect(ids(await log())).toEqual(ids([...known, ...lost]));
    expect(await gate()).toMatchObject({ isOpen: true });
  }, testMs);

  it('gives back nothing that was declared void, nor what came in its place twice', async () => {
    const [first, second] = await restored(2);
    const [third, fourth, ...void_] = sampleEvents(3, 6);
    const instead = { ...sampleEvents(5, 5)[0]!, eventId: randomUUID() };
    await publish(third!, fourth!, ...void_);
    await takeBack(4n);
    await publish(...void_.slice(0, 1), instead);
    await importFromTopic(place());
    expect(ids(await log())).toEqual(ids([first!, second!, third!, fourth!, instead]));
    expect(await gate()).toMatchObject({ isOpen: true });
  }, testMs);

  it('gives it back under a new epoch where nobody had seen that the log was put back', async () => {
    const known = await restored(2);
    await openGate(database.pool);
    const { epoch } = await gate();
    await publish(...sampleEvents(3, 4));
    await importFromTopic(place());
    expect(ids(await log())).toEqual(ids([...known, ...sampleEvents(3, 4)]));
    const { isOpen, epoch: since } = await gate();
    expect([isOpen, since === epoch]).toEqual([true, false]);
  }, testMs);

  it('takes it back by a record that is on disk before commands are taken, and has the epoch that they are taken in', async () => {
    const known = await restored(3);
    const { epoch: before } = await gate();
    await publish(...sampleEvents(4, 5));
    const real = bus.kept(topic);
    const told: { voiding: Voiding; isOpen: boolean }[] = [];
    const note = async (voiding: Voiding) => {
      told.push({ voiding, isOpen: (await gate()).isOpen });
      await real.void(voiding);
    };
    await voidInTopic(place({ void: note }), 'the pilot is begun again');
    const { epoch, isOpen } = await gate();
    expect(told).toMatchObject([{ voiding: { topic, lane, after: 3n, epoch, reason: 'the pilot is begun again' }, isOpen: false }]);
    expect([isOpen, epoch === before, ids(await log())]).toEqual([true, false, ids(known)]);
  }, testMs);

  it('leaves a log closed that was put back unseen, when the record cannot be written', async () => {
    await restored(3);
    await openGate(database.pool);
    await publish(...sampleEvents(4, 5));
    await expect(voidInTopic(place({ void: () => Promise.reject(new Error('the broker is away')) }), 'why')).rejects.toThrow('the broker is away');
    expect(await gate()).toMatchObject({ isOpen: false });
  }, testMs);

  it.each(['import', 'void'] as const)('keeps the log closed while somebody writes to it: %s', async (work) => {
    await restored(2);
    await publish(...sampleEvents(3, 4));
    const real = bus.kept(topic);
    let looks = 0;
    const busy = async () => {
      looks += 1;
      // after all was brought back or taken back, and before it is looked at once more
      if (looks === { import: 3, void: 2 }[work]) await publish({ ...sampleEvents(5, 5)[0]!, position: work === 'import' ? 5n : 3n, eventId: randomUUID() });
      return real.ends();
    };
    await expect(works[work](place({ ends: busy }))).rejects.toMatchObject({ name: 'ReconcileRefused', message: expect.stringContaining('somebody writes to it') });
    expect(await gate()).toMatchObject({ isOpen: false });
    await works[work](place());
    expect(await gate()).toMatchObject({ isOpen: true });
  }, testMs);

  it('cannot be brought together with a log that has gone on', async () => {
    await restored(3);
    await openGate(database.pool);
    await source.append(1);
    await publish(...sampleEvents(4, 6));
    await isRefused('import', 'Lane 0 of the log has other events than the topic from position 4 on');
  }, testMs);

  it('cannot be brought back over an event that cannot be read', async () => {
    await restored(2);
    const [readable, broken] = sampleEvents(3, 4);
    await publish(readable!);
    await bus.publish({ topic, lane, events: [{ ...broken!, json: '{"goal":' }] });
    await isRefused('import', 'The event at position 4 of lane 0 cannot be read.');
  }, testMs);

  it('is not handed over again', async () => {
    await restored(2);
    await publish(...sampleEvents(3, 3));
    await isRefused('republish', 'import them, or declare them void');
  }, testMs);
});

describe('a topic that cannot be gone on with', () => {
  it.each(everyWork)('is not gone on with where it has a hole: %s', async (work) => {
    await source.append(4);
    const [first, second, , fourth] = await log();
    await publish(first!, second!, fourth!);
    await raiseEpoch(database.pool);
    await isRefused(work, `Lane 0 of ${topic} has no event at position 3, but later ones`);
  }, testMs);

  it.each(everyWork)('is not gone on with where the log has what was declared void: %s', async (work) => {
    await restored(3);
    await takeBack(1n);
    await isRefused(work, 'Lane 0 of the log has events that were declared void');
  }, testMs);
});

it.each(everyWork)('a relay that is at work loses its lane and goes on from where log and topic agree: %s', async (work) => {
  await source.append(5);
  await publish(...(await log()).slice(0, 3));
  await raiseEpoch(database.pool);
  await database.pool.query(
    `insert into relay_leases (name, lane, holder, fence, expires_at, position)
     values ($1, 0, gen_random_uuid(), 7, clock_timestamp() + interval '1 hour', 5)`,
    [`relay ${topic}`],
  );
  await works[work](place());
  const { rows } = await database.pool.query('select holder, fence, position, expires_at < now() as is_over from relay_leases');
  expect(rows).toEqual([{ holder: null, fence: '8', position: '3', is_over: true }]);
}, testMs);
