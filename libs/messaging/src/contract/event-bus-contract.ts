// What every bus promises; each adapter's suite calls it, with a real log at one end and a real inbox at the other.
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventLog } from '@rung/event-store';

import type { Subscriber } from '../event-bus.js';
import { busBetween, type BusBetween, type BusUnderTest, type ContractServers } from './bus-under-test.js';

const patience = { timeoutMs: 40_000 };
const testMs = 90_000;

export function eventBusContract(servers: ContractServers, make: (log: EventLog) => Promise<BusUnderTest>): void {
  const { eventually } = servers;
  describe('an event bus', () => {
    let bus: BusBetween;
    beforeEach(async () => {
      bus = await busBetween(servers, make);
    }, testMs);
    afterEach(() => bus.close(), testMs);
    const allArrived = () => bus.allArrived();

    it('brings every event of every lane, in order, to the letter', async () => {
      await bus.source.append(30, { metadata: { correlationId: 'request-1', causationId: 'cause-1', actor: 'a-person' } });
      const { subscriber, handed } = bus.noting();
      await bus.subscribe(subscriber);
      await bus.source.append(30, { data: { text: 'Ünïcode "quoted" 日本', n: 0.1, nested: [null, { deep: true }] } });
      await eventually(allArrived, patience);
      for (const { lane, events } of handed) expect(events.map((event) => event.lane)).toEqual(events.map(() => lane));
      expect((await bus.inboxEvents()).map((event) => event.metadata.correlationId)).toContain('request-1');
    }, testMs);

    it('tells of an event that has but a day no more than the day', async () => {
      await bus.source.append(2, { occurredAt: '2026-11-22', metadata: {} });
      await bus.subscribe(bus.noting().subscriber);
      await eventually(allArrived, patience);
      const [first] = await bus.inboxEvents();
      expect(first).toMatchObject({ occurredAt: '2026-11-22', metadata: {} });
    }, testMs);

    it('brings a batch again when it was not taken', async () => {
      let failures = 3;
      const { subscriber, handed } = bus.noting(() => {
        failures -= 1;
        if (failures >= 0) throw new Error('the database is away');
      });
      await bus.source.append(20);
      await bus.subscribe(subscriber);
      await eventually(allArrived, patience);
      expect(handed.length).toBeGreaterThan(3);
    }, testMs);

    it('goes on at the cursor, whoever took what before', async () => {
      const first = await bus.subscribe(bus.noting().subscriber);
      await bus.source.append(20);
      await eventually(allArrived, patience);
      await first.stop();
      await bus.source.append(20);
      const { subscriber, handed } = bus.noting();
      await bus.subscribe(subscriber, bus.again());
      await eventually(allArrived, patience);
      // Perhaps twice, as fetching may be ahead of the cursor, but nothing that lies before it.
      expect(new Set(handed.flatMap(({ events }) => events.map((event) => event.eventId))).size).toBe(20);
    }, testMs);

    it('goes back to a cursor that was set back, as by a restore', async () => {
      const first = await bus.subscribe(bus.noting().subscriber);
      await bus.source.append(30);
      await eventually(allArrived, patience);
      await first.stop();
      await bus.database.query('delete from inbox where position > 2');
      await bus.database.query('update inbox_cursors set position = least(position, 2), resume = null');
      await bus.subscribe(bus.noting().subscriber, bus.again());
      await eventually(allArrived, patience);
    }, testMs);

    it('goes back to a cursor that is set back under a running subscription', async () => {
      await bus.subscribe(bus.noting().subscriber);
      await bus.source.append(30);
      await eventually(allArrived, patience);
      await bus.database.query('delete from inbox where position > 2');
      await bus.database.query('update inbox_cursors set position = least(position, 2), resume = null');
      await bus.source.append(30);
      await eventually(allArrived, patience);
    }, testMs);

    it('delivers twice what was handed over twice, and the inbox stays the same', async () => {
      await bus.subscribe(bus.noting().subscriber);
      await bus.source.append(25);
      await eventually(allArrived, patience);
      await bus.stopRelay();
      await bus.database.query('update relay_leases set position = 0');
      await bus.startRelay();
      await bus.source.append(5);
      await eventually(allArrived, patience);
    }, testMs);

    it('brings once what was handed over twice before anyone subscribed', async () => {
      const allHandedOver = async () => {
        const { rows } = await bus.database.query<{ position: string }>('select position from relay_leases order by lane');
        expect(rows.map((row) => BigInt(row.position))).toEqual(await bus.source.log.heads());
      };
      await bus.source.append(40);
      await eventually(allHandedOver, patience);
      await bus.stopRelay();
      await bus.database.query('update relay_leases set position = least(position, 5)');
      await bus.source.append(10);
      await bus.startRelay();
      await eventually(allHandedOver, patience);
      await bus.subscribe(bus.noting().subscriber);
      await eventually(allArrived, patience);
    }, testMs);

    it('hands a lane to two subscribers of a group without a loss or a double', async () => {
      await bus.subscribe(bus.noting().subscriber);
      for (let round = 0; round < 10; round += 1) {
        await bus.source.append(10);
        if (round === 3) await bus.subscribe(bus.noting().subscriber, bus.again());
        if (round === 6) await bus.subscriptions[0]?.stop();
      }
      await eventually(allArrived, patience);
    }, testMs);

    it('stops after the batch in hand', async () => {
      let inHand = 0;
      const { subscriber } = bus.noting();
      const slow: Subscriber = {
        ...subscriber,
        take: async (delivery) => {
          inHand += 1;
          await new Promise((resolve) => setTimeout(resolve, 300));
          const taken = await subscriber.take(delivery);
          inHand -= 1;
          return taken;
        },
      };
      const subscription = await bus.subscribe(slow);
      await bus.source.append(10);
      await eventually(() => expect(inHand).toBeGreaterThan(0), patience);
      await subscription.stop();
      expect(inHand).toBe(0);
    }, testMs);

    it('loses nothing while its broker is away', async () => {
      const { broker } = bus;
      if (broker === undefined) return; // it stands on nothing but the log
      await bus.subscribe(bus.noting().subscriber);
      await bus.source.append(20);
      await eventually(allArrived, patience);
      await broker.stop();
      for (let round = 0; round < 5; round += 1) await bus.source.append(20);
      await broker.start();
      await bus.source.append(20);
      await eventually(allArrived, { timeoutMs: 90_000 });
    }, 150_000);
  });
}
