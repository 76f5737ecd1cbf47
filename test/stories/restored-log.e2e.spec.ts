import { execFile } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { promisify } from 'node:util';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rung } from '@rung/cli';
import { LogRestored, readGate } from '@rung/event-store';
import { ensureTopics } from '@rung/messaging';
import { eventually, kafkaForTests, type TestKafka } from '@rung/testing';

import { PlanFollower } from './plan-follower.js';
import { lanes, PlanService } from './plan-service.js';

const patience = { timeoutMs: 180_000 };
let kafka: TestKafka;
let dir: string;
let service: PlanService;
let followers: PlanFollower[];

beforeEach(async () => {
  kafka = await kafkaForTests();
  dir = await mkdtemp(join(tmpdir(), 'rung-restored-'));
  await chmod(dir, 0o755); // PostgreSQL's own user goes through it
  const topic = kafka.uniqueName('rung.plan.events');
  await ensureTopics(kafka, [{ topic, partitions: lanes }]);
  service = new PlanService(dir, kafka.brokers, topic);
  followers = [];
  await service.start();
}, 300_000);
afterEach(async () => {
  await Promise.all(followers.map((follower) => follower.close()));
  await service.stop();
  await rm(dir, { recursive: true, force: true });
}, 300_000);

async function newFollower(): Promise<PlanFollower> {
  const follower = await PlanFollower.start(kafka.brokers, service.topic, kafka.uniqueName('follower'));
  followers.push(follower);
  return follower;
}

/** `rung log …`. @returns its exit code and all that it said. */
async function rungLog(...words: string[]): Promise<[code: number, said: string]> {
  let said = '';
  const into = () => new Writable({ write: (chunk, _, done) => ((said += String(chunk)), done()) });
  const place = ['--database', service.url, '--brokers', kafka.brokers.join(','), '--topic', service.topic];
  const code = await rung(['log', ...words, ...place], { out: into(), err: into() });
  return [code, said];
}

const isOpen = async (): Promise<boolean> => (await readGate(service.pool)).isOpen;
const seenOnce = (lines: readonly string[]): string[] => lines.map((line) => `${line.slice(line.indexOf(' ') + 1)} 1`).sort();

/** What a follower holds is what the log holds, each event once. */
async function agrees(follower: PlanFollower): Promise<void> {
  await eventually(async () => {
    const lines = await service.lines();
    expect(await follower.lines()).toEqual(lines);
    expect([...(await follower.seen())].sort()).toEqual(seenOnce(lines));
  }, patience);
}

/** A log that is restored to before its last goals, which a follower has. @returns those goals, and the lines of all. */
async function restoredBehind(follower: PlanFollower) {
  await service.setGoals(10);
  await service.startRelay();
  await service.backUp();
  await service.setGoals(20);
  const moment = await service.now();
  const lost = await service.setGoals(30);
  await agrees(follower);
  const before = await service.lines();
  await service.restoreTo(moment);
  expect(await service.lines()).toHaveLength(60);
  return { lost, before };
}

describe('a log that is restored behind Kafka', () => {
  it('takes no commands until what Kafka alone knows is imported, and goes on as if nothing had been', async () => {
    const follower = await newFollower();
    const { lost, before } = await restoredBehind(follower);
    await expect(service.setGoals(1)).rejects.toThrow(LogRestored);
    await service.startRelay();
    await eventually(() => expect(service.errors).toEqual([expect.stringContaining('restored behind its topic')]), patience);
    expect(await isOpen()).toBe(false);

    expect(await rungLog('check')).toEqual([1, expect.stringMatching(/commands are closed\.\n.*rung log import/)]);
    expect(await rungLog('import')).toEqual([0, expect.stringContaining('Commands are open.')]);
    expect(await rungLog('check')).toEqual([0, expect.stringContaining('commands are open')]);
    const [, asJson] = await rungLog('check', '--json');
    expect(JSON.parse(asJson)).toMatchObject({ topic: service.topic, lanes: expect.arrayContaining([expect.objectContaining({ lane: 0, onlyInTopic: 0 })]) });
    expect(await service.lines()).toEqual(before);
    expect(await isOpen()).toBe(true);
    // whoever lost the answer asks again under the same key
    for (const goal of lost.slice(0, 3)) expect(await service.append(goal)).toMatchObject({ version: 2, repeated: true, commandDigest: 'ab'.repeat(32) });
    await service.setGoals(10);
    await agrees(follower);
    await agrees(await newFollower());
    expect(await follower.rebuilds()).toBe(0);
  }, 900_000);

  it('goes on without what is declared void, and every follower forgets it', async () => {
    const follower = await newFollower();
    const { lost, before } = await restoredBehind(follower);
    expect(await rungLog('void')).toEqual([2, expect.stringContaining('--reason')]);
    expect(await rungLog('void', '--reason', 'the goals of the pilot group')).toEqual([0, expect.stringContaining('declared void')]);
    expect(await isOpen()).toBe(true);
    await service.startRelay();
    await service.setGoals(10);
    expect(await service.append(lost[0]!)).toMatchObject({ version: 2, repeated: false });
    const lines = await service.lines();
    expect(lines).toHaveLength(60 + 22);
    expect(lines).not.toEqual(expect.arrayContaining(before.slice(-1)));

    await agrees(follower);
    await eventually(async () => expect(await follower.rebuilds()).toBe(1), patience);
    await agrees(await newFollower());

    // read again from the beginning, what is void stays void
    await follower.pause();
    await follower.database.pool.query('update inbox_cursors set resume = null');
    await follower.follow();
    await service.setGoals(5);
    await agrees(follower);
  }, 900_000);

  it('cannot be brought together once it has gone on by itself, but what Kafka has can be declared void', async () => {
    const follower = await newFollower();
    await service.setGoals(10);
    await service.startRelay();
    await agrees(follower);
    await service.stop();
    const snapshot = join(dir, 'snapshot');
    await promisify(execFile)('cp', ['-a', service.dataDir, snapshot]);
    await service.start();
    await service.startRelay();
    await service.setGoals(20);
    await agrees(follower);
    await service.stop();
    // a storage snapshot keeps the system and its timeline, so that nothing in the database tells
    await rm(service.dataDir, { recursive: true });
    await promisify(execFile)('cp', ['-a', snapshot, service.dataDir]);
    await service.start();
    await service.setGoals(5);

    await service.startRelay();
    await eventually(() => expect(service.errors).toEqual([expect.stringContaining('restored behind its topic')]), patience);
    await expect(service.setGoals(1)).rejects.toThrow(LogRestored);
    expect(await rungLog('import')).toEqual([1, expect.stringContaining('can only be declared void')]);
    expect((await rungLog('void', '--reason', 'a snapshot was put back'))[0]).toBe(0);
    await service.setGoals(5);
    await agrees(follower);
  }, 900_000);

  it('opens by itself when nothing was lost, as after a promotion', async () => {
    const follower = await newFollower();
    await service.startRelay();
    await service.backUp();
    await service.setGoals(20);
    await agrees(follower);
    const { epoch } = await readGate(service.pool);
    await service.restoreTo(undefined);
    expect((await readGate(service.pool)).epoch).not.toBe(epoch);
    await expect(service.setGoals(1)).rejects.toThrow(LogRestored);
    await service.startRelay();
    await eventually(async () => expect(await isOpen()).toBe(true), patience);
    await service.setGoals(5);
    await agrees(follower);
    expect(service.errors).toEqual([]);
  }, 900_000);
});

describe('a topic that lost what its log has', () => {
  it.each<[string, (topic: string) => Promise<void>]>([
    ['everything, deleted and created again', (topic) => recreate(topic)],
    ['everything, but not its place', (topic) => truncate(topic)],
    [
      'its tail',
      async (topic) => {
        const kept = await Promise.all(Array.from({ length: lanes }, (_, lane) => service.log.readLane(lane, 0n, 7)));
        await recreate(topic);
        await Promise.all(kept.map((events, lane) => service.bus.publish({ topic, lane, events })));
      },
    ],
  ])('gets it again from the relay: %s', async (_what, lose) => {
    const [follower, slow] = [await newFollower(), await newFollower()];
    await service.startRelay();
    await service.setGoals(10);
    await agrees(slow);
    await slow.pause();
    await service.setGoals(20);
    await agrees(follower);
    await service.stop();
    await service.start();
    await lose(service.topic);

    await service.startRelay();
    await service.setGoals(5);
    await slow.follow();
    for (const one of [follower, slow, await newFollower()]) await agrees(one);
    expect(await isOpen()).toBe(true);
  }, 900_000);

  it('gets it again when an operator says so, while the relay is away', async () => {
    await service.startRelay();
    await service.setGoals(10);
    await agrees(await newFollower());
    await service.stop();
    await service.start();
    await recreate(service.topic);
    const [code, said] = await rungLog('republish');
    expect([code, [...said.matchAll(/(\d+) events to be handed over/g)].reduce((sum, [, count]) => sum + Number(count), 0)]).toEqual([0, 20]);
    await service.startRelay();
    await agrees(await newFollower());
  }, 900_000);

  async function truncate(topic: string): Promise<void> {
    await kafka.withAdmin(async (admin) => {
      const ends = await admin.fetchTopicOffsets(topic);
      await admin.deleteTopicRecords({ topic, partitions: ends.map(({ partition, high }) => ({ partition, offset: high })) });
    });
  }

  async function recreate(topic: string): Promise<void> {
    await kafka.withAdmin((admin) => admin.deleteTopics({ topics: [topic] }));
    await eventually(() => ensureTopics(kafka, [{ topic, partitions: lanes }]), patience);
  }
});
