import { randomUUID } from 'node:crypto';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import type { RecordedEvent } from '@rung/event-store';
import { eventually, postgresForTests, type TestDatabase } from '@rung/testing';
import { Registry } from 'prom-client';

import { sampleEvents } from '../contract/sample-events.js';
import { Inbox } from '../inbox/inbox.js';
import { Lease } from '../lease/lease.js';
import { silentLogger } from '../logger.js';
import { messagingSql } from '../messaging-sql.js';
import { decisionOf, keepDecision } from '../parking/decisions.js';
import { parkedStream } from '../parking/parked-streams.js';
import { parkingSql } from '../parking/parking-sql.js';
import { Parking, type Outcome } from '../parking/parking.js';
import { followDecisions } from './parked-reactions.js';
import { Reactor } from './reactor.js';

const topic = 'rung.plan.events';
/** Positions 1, 4, 7 … of sample events are one stream. */
const stream = 'plan/0-1';
const by = randomUUID();
const retry = { action: 'retry', by } as const;

let database: TestDatabase;
let inbox: Inbox;
/** Positions of the stream, in the order that they were reacted to. */
let reacted: number[];
const running: Reactor[] = [];
const refused = new Map<bigint, Error>();

beforeEach(async () => {
  database = await postgresForTests();
  await database.pool.query(messagingSql + parkingSql);
  inbox = new Inbox({ pool: database.pool, topic });
  reacted = [];
  refused.clear();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((reactor) => reactor.stop()));
  await database.drop();
});

function react(event: RecordedEvent): Promise<void> {
  const refusal = refused.get(event.position);
  if (refusal !== undefined) return Promise.reject(refusal);
  if (event.streamId === stream) reacted.push(Number(event.position));
  return Promise.resolve();
}
const reaction = () => ({ name: 'launch', feed: inbox, react });
async function run(more: { react?: typeof react; leaseMs?: number } = {}): Promise<Reactor> {
  const { leaseMs, ...other } = more;
  const reactor = new Reactor({ pool: database.pool, reaction: { ...reaction(), ...other }, registry: new Registry(), logger: silentLogger, leaseMs });
  running.push(reactor);
  await reactor.start();
  return reactor;
}
const take = (from: number, to: number) => inbox.take({ topic, lane: 0, events: sampleEvents(from, to) });
const parkingOf = (reactionWaitMs = 30_000) =>
  new Parking({ pool: database.pool, projections: [], reactions: [reaction()], logger: silentLogger, reactionWaitMs });
const cursor = async () => (await database.pool.query<{ position: string; parked: number }>('select position, parked from projection_cursors')).rows[0];
const refusal = new DomainError('cycle-not-open', 'It is closed.');

async function parkAt(position: bigint, upTo: number): Promise<void> {
  refused.set(position, refusal);
  await take(1, upTo);
  await run();
  await eventually(async () => expect(await cursor()).toEqual({ position: String(upTo), parked: 1 }));
}

describe('a stream that a reaction has parked', () => {
  it('is reacted to from the event in its way, in order, and from then on', async () => {
    await parkAt(4n, 10);
    refused.clear();
    expect(await parkingOf().decide('launch', stream, retry)).toEqual({ kind: 'followed', followed: 3 });
    await take(11, 16);
    await eventually(() => expect(reacted).toEqual([1, 4, 7, 10, 13, 16]));
    expect((await cursor())?.parked).toBe(0);
  });

  it('stays parked at the event that is refused now', async () => {
    await parkAt(4n, 10);
    refused.clear();
    refused.set(7n, new DomainError('phase-not-current', 'Another one.'));
    const outcome: Outcome = { kind: 'parked', followed: 1, position: 7n, error: 'refused: phase-not-current' };
    expect(await parkingOf().decide('launch', stream, retry)).toEqual(outcome);
    expect(await parkingOf().list({ limit: 10 })).toMatchObject([{ position: 7n, error: 'refused: phase-not-current' }]);
    expect(await cursor()).toEqual({ position: '10', parked: 1 });
  });

  it('goes on behind an event that is passed over', async () => {
    await parkAt(4n, 10);
    const skip = { action: 'skip', position: 4n, reason: 'the cycle is gone', by } as const;
    expect(await parkingOf().decide('launch', stream, skip)).toEqual({ kind: 'followed', followed: 2 });
    expect(reacted).toEqual([1, 7, 10]);
  });

  it('keeps the event that is in its way now, when what is to be passed over is the one that was before', async () => {
    await parkAt(4n, 10);
    const seen = await parkedStream(database.pool, 'launch', stream);
    refused.clear();
    refused.set(7n, new DomainError('phase-not-current', 'Another one.'));
    expect(await parkingOf().decide('launch', stream, retry)).toMatchObject({ kind: 'parked', position: 7n });
    // as of an operator whose decision was kept right after the retry was settled, and looked at before
    const late = await keepDecision(database.pool, seen!, { action: 'skip', position: 4n, reason: 'the cycle is gone', by });
    const refusedNow: Outcome = { kind: 'parked', followed: 0, position: 7n, error: 'refused: phase-not-current' };
    await eventually(async () => expect((await decisionOf(database.pool, late!))?.outcome).toEqual(refusedNow));
    expect(await parkingOf().list({ limit: 10 })).toMatchObject([{ position: 7n }]);
    expect(reacted).toEqual([1, 4]);
  });

  it('waits with the decision while nobody reacts, and another process does it', async () => {
    await parkAt(4n, 10);
    await running.pop()?.stop();
    refused.clear();
    const keyed = { ...retry, commandId: randomUUID() };
    expect(await parkingOf(0).decide('launch', stream, keyed)).toEqual({ kind: 'waiting' });
    await expect(parkingOf(0).decide('launch', stream, retry)).rejects.toMatchObject({ code: 'parking-decision-waits' });
    await run();
    await eventually(async () => expect(await parkingOf(0).decide('launch', stream, keyed)).toEqual({ kind: 'followed', followed: 3 }));
    expect(reacted).toEqual([1, 4, 7, 10]);
  });

  it('is tried again until what it misses is there, while the lane goes on', async () => {
    await parkAt(4n, 10);
    refused.set(4n, new DomainError('unavailable', 'Not yet.'));
    expect(await parkingOf(0).decide('launch', stream, retry)).toEqual({ kind: 'waiting' });
    await take(11, 15);
    await eventually(async () => expect((await cursor())?.position).toBe('15'));
    refused.clear();
    await eventually(() => expect(reacted).toEqual([1, 4, 7, 10, 13]));
    await eventually(async () => expect((await cursor())?.parked).toBe(0));
  });

  it('is left to the instance that has taken over since', async () => {
    await parkAt(4n, 10);
    await running.pop()?.stop();
    refused.clear();
    await parkingOf(0).decide('launch', stream, retry);
    let isTaken = false;
    const frozen = await run({
      react: async (event) => {
        if (event.position === 7n && !isTaken) {
          isTaken = true; // as if it had stood still for longer than its lease
          await database.pool.query("update relay_leases set fence = fence + 1, holder = gen_random_uuid(), expires_at = clock_timestamp() + interval '1 hour'");
        }
        await react(event);
      },
    });
    await eventually(() => expect(reacted).toEqual([1, 4, 7, 10]));
    await frozen.stop();
    expect(await cursor()).toEqual({ position: '10', parked: 1 });
    await database.pool.query("update relay_leases set expires_at = '-infinity'");
    await run();
    await eventually(async () => expect((await cursor())?.parked).toBe(0));
    expect(reacted).toEqual([1, 4, 7, 10, 4, 7, 10]); // at least once, as every reaction
  });

  it('stays as it is where the lane has gone on since its events were read', async () => {
    await parkAt(4n, 10);
    await running.pop()?.stop();
    refused.clear();
    expect(await parkingOf(0).decide('launch', stream, retry)).toEqual({ kind: 'waiting' });
    const lease = new Lease({ pool: database.pool, name: 'reaction launch', lane: 0 });
    const fence = (await lease.acquire())?.fence ?? 0n;
    const lane = { pool: database.pool, reaction: reaction(), logger: silentLogger, lane: 0, fence, holds: () => Promise.resolve(true) };
    expect(await followDecisions({ ...lane, position: 8n })).toBe(false);
    expect((await cursor())?.parked).toBe(1);
    expect(await followDecisions({ ...lane, position: 10n })).toBe(true);
    expect((await cursor())?.parked).toBe(0);
    await lease.release();
  });
});
