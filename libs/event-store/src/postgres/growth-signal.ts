// Tells readers soon after a commit, in this process and in others, that a lane may have grown.
import { setTimeout as pause } from 'node:timers/promises';
import type pg from 'pg';

import type { Logger } from '../logger.js';
import { connectClient, destroy } from './lane-connection.js';

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
  let retry: NodeJS.Timeout | undefined;
  let isDeaf = false;
  /** Whoever commits often would else ask for a connection as often, of a server that has none. */
  let muteUntilMs = 0;

  const tell = (lane: number): void => {
    for (const listener of listeners) listener(lane);
  };
  const tellAll = (): void => {
    for (let lane = 0; lane < lanes; lane += 1) tell(lane);
  };

  const connect = async (onEnd: () => void): Promise<pg.Client> => {
    const client = await connectClient({ config, name: 'rung-log-signal', session: `listen ${channel}`, onEnd });
    client.on('notification', ({ processId, payload }) => {
      // Our own readers were told without the detour.
      if (processId !== (client as unknown as { processID: number }).processID) tell(Number(payload));
    });
    return client;
  };
  const connected = (): Promise<pg.Client> => {
    if (open !== undefined) return open;
    // the end of one that failed may be heard of while the next is under way
    const forget = (): void => {
      if (open === attempt) open = undefined;
    };
    const onEnd = (): void => {
      forget();
      listenSoon();
    };
    const attempt = connect(onEnd).catch((error: unknown) => {
      forget();
      throw error;
    });
    open = attempt;
    return attempt;
  };

  const listen = (): void => {
    if (closed || listeners.size === 0) return;
    connected().then(
      () => {
        isDeaf = false;
        tellAll(); // what was committed while nobody listened
      },
      (error: unknown) => {
        if (!isDeaf) logger.warn({ reason: String(error) }, 'the log cannot be listened to; it is polled meanwhile');
        isDeaf = true;
        listenSoon();
      },
    );
  };
  /** One try at a time: a connection that fails says so by its end and by its error, and each would bring forth two more. */
  const listenSoon = (): void => {
    if (closed || listeners.size === 0 || retry !== undefined) return;
    retry = setTimeout(() => {
      retry = undefined;
      listen();
    }, reconnectMs);
    retry.unref();
  };

  const notifyOthers = async (): Promise<void> => {
    let client: pg.Client | undefined;
    try {
      client = await connected();
      while (owed.size > 0) {
        const grown = [...owed];
        owed.clear();
        await client.query({ name: 'rung-notify', text: `select pg_notify('${channel}', unnest($1::text[]))`, values: [grown] });
        await pause(spacingMs);
      }
    } catch {
      owed.clear(); // readers look by themselves before long
      muteUntilMs = performance.now() + reconnectMs;
      if (client !== undefined) destroy(client); // nothing is told over it any more, nor heard
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
      if (performance.now() >= muteUntilMs) telling ??= notifyOthers();
    },
    async close() {
      closed = true;
      clearInterval(timer);
      clearTimeout(retry);
      listeners.clear();
      await telling;
      await open?.then((client) => client.end()).catch(() => undefined);
    },
  };
}
