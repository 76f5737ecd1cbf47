import { expect, it } from '@jest/globals';
import { eventually, postgresForTests } from '@rung/testing';

import { eventBusContract } from './contract/event-bus-contract.js';
import { LogTailBus } from './log-tail-bus.js';

const topic = 'rung.plan.events';

eventBusContract({ postgres: postgresForTests, eventually }, (log) => {
  const buses = [new LogTailBus(new Map([[topic, log]]))];
  return Promise.resolve({
    bus: buses[0]!,
    topic,
    again: () => {
      const bus = new LogTailBus(new Map([[topic, log]]));
      buses.push(bus);
      return bus;
    },
    close: async () => {
      await Promise.all(buses.map((bus) => bus.close()));
    },
  });
});

it('a tail of a log that is not here is refused', async () => {
  const subscriber = { topic, group: 'reporting', cursor: () => Promise.resolve({ position: 0n }), take: () => Promise.resolve(0n) };
  await expect(new LogTailBus(new Map()).subscribe(subscriber)).rejects.toThrow(topic);
});
