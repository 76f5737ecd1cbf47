// What a service does with another one's events: a view, which is made anew all the time, and a reaction.
import { setTimeout as pause } from 'node:timers/promises';

import { Inbox, Projector, Reactor, Rebuilder, rebuildRequests, wantRebuild, type Logger } from '@rung/messaging';
import type pg from 'pg';
import { Registry } from 'prom-client';

import { projectionsOf } from './whole-way.js';

export interface WorkOnArrivals {
  /** The streams that it reacted to. */
  readonly reacted: ReadonlySet<string>;
  /** Asks for no further rebuild. @returns whether the last one came to its end. */
  isRebuilt(): Promise<boolean>;
  stop(): Promise<void>;
}

/** @param pool of a database with the tables of the whole way. */
export async function workOnWhatArrives({ pool, topic, logger }: { pool: pg.Pool; topic: string; logger: Logger }): Promise<WorkOnArrivals> {
  const feed = new Inbox({ pool, topic });
  const projection = projectionsOf(feed, 5)[0]!;
  const reacted = new Set<string>();
  const reaction = { name: 'note', feed, react: ({ streamId }: { readonly streamId: string }) => Promise.resolve(void reacted.add(streamId)) };
  const shared = { pool, registry: new Registry(), logger };
  // few events at once, so that much is under way whenever the server goes
  const rebuilder = new Rebuilder({ ...shared, projections: [projection], build: 'one', leaseMs: 400, limits: { pageEvents: 5, rowsInHandBytes: 100 } });
  const tasks = [new Projector({ ...shared, projection }), rebuilder, new Reactor({ ...shared, reaction, leaseMs: 400 })];
  await Promise.all(tasks.map((task) => task.start()));
  let isOver = false;
  const askAgain = async (): Promise<void> => {
    while (!isOver) {
      await wantRebuild(pool, projection.name, 'the test').catch(() => undefined); // while the server is away
      await pause(20);
    }
  };
  const asking = askAgain();
  const askNoMore = (): Promise<void> => {
    isOver = true;
    return asking;
  };
  return {
    reacted,
    isRebuilt: async () => {
      await askNoMore();
      return (await rebuildRequests(pool, [projection.name]))[0]?.outcome === 'swapped';
    },
    stop: async () => {
      await askNoMore();
      await Promise.all(tasks.map((task) => task.stop()));
    },
  };
}
