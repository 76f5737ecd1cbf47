// Tells readers soon after a commit, in this process and in others, that a lane may have grown.
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

import type { Logger } from '../logger.js';
import { connectClient } from './lane-connection.js';

const channel = 'rung_event_log';
/** Notifications may be lost, with a connection or with the process that owed them. */
const inAnyCaseMs = 1_000;
const reconnectMs = 250;
/** Between two notifications: a hot lane need not wake everybody for every commit. */
const spacingMs = 2;

export interface GrowthSignal {
  onGrowth(listener: (lane: number) => void): () => void;
  /** A batch of this process was committed. */
  grew(lane: number): void;
  close(): Promise<void>;
}

/**
 * NOTIFY is sent after the commit and not within it: inside, it takes a lock of the whole cluster until the commit is on
 * disk, so that lanes and databases wait for each other. What is owed while one is under way is sent once.
 */
export function createGrowthSignal({
  config,
  lanes,
  logger,
}: {
  config: pg.ClientConfig;
  lanes: number;
  logger: Logger;
}): GrowthSignal {
  const listeners = new Set<(lane: number) => void>();
  const owed = new Set<number>();
  let open: Promise<pg.Client> | undefined;
  let telling: Promise<void> | undefined;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;

  const tell = (lane: number): void => {
    for (const listener of listeners) listener(lane);
  };
  const tellAll = (): void => {
    for (let lane = 0; lane < lanes; lane += 1) tell(lane);
  };

  const connect = async (): Promise<pg.Client> => {
    const client = await connectClient(config, 'rung-log-signal', () => {
      open = undefined;
      if (listeners.size > 0) setTimeout(listen, reconnectMs).unref();
    });
    client.on('notification', ({ processId, payload }) => {
      // Our own readers were told without the detour.
      if (processId !== (client as unknown as { processID: number }).processID) tell(Number(payload));
    });
    await client.query(`listen ${channel}`);
    return client;
  };
  const connected = (): Promise<pg.Client> => {
    open ??= connect().catch((error: unknown) => {
      open = undefined;
      throw error;
    });
    return open;
  };

  const listen = (): void => {
    if (closed || listeners.size === 0) return;
    // What was committed while nobody listened is told at once.
    connected().then(tellAll, (error: unknown) => {
      logger.warn({ reason: String(error) }, 'the log cannot be listened to; it is polled meanwhile');
      if (!closed) setTimeout(listen, inAnyCaseMs).unref();
    });
  };

  const notifyOthers = async (): Promise<void> => {
    try {
      const client = await connected();
      while (owed.size > 0) {
        const grown = [...owed];
        owed.clear();
        await client.query({ name: 'rung-notify', text: `select pg_notify('${channel}', unnest($1::text[]))`, values: [grown] });
        await pause(spacingMs);
      }
    } catch {
      owed.clear(); // readers look by themselves before long
    } finally {
      telling = undefined;
    }
  };

  return {
    onGrowth(listener) {
      listeners.add(listener);
      timer ??= setInterval(tellAll, inAnyCaseMs);
      listen();
      return () => {
        listeners.delete(listener);
        if (listeners.size > 0) return;
        clearInterval(timer);
        timer = undefined;
      };
    },
    grew(lane) {
      tell(lane);
      owed.add(lane);
      telling ??= notifyOthers();
    },
    async close() {
      closed = true;
      clearInterval(timer);
      listeners.clear();
      await telling;
      await open?.then((client) => client.end()).catch(() => undefined);
    },
  };
}
