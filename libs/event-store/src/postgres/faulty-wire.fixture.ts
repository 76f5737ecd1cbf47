// A wire to PostgreSQL that fails at the worst moments: after a commit whose answer is lost, or before a sync that never comes.
import { Buffer } from 'node:buffer';
import { createServer, connect, type AddressInfo, type Socket } from 'node:net';

const sync = Buffer.from([0x53, 0, 0, 0, 4]);
const appendName = 'rung-append';

export interface FaultyWire {
  /** The database's address by way of this wire. */
  readonly url: string;
  /** The next answer to an append is swallowed and its connection cut: the server has committed by then. */
  loseNextAnswer(): void;
  /** The next answer to an append is swallowed, and nothing else happens: a network that died after the commit. */
  hushNextAnswer(): void;
  /** The next append never arrives; its connection is cut once that is over which happens meanwhile. */
  loseNextRequest(meanwhile: () => Promise<unknown>): void;
  /** The next append is sent without its sync, and nothing after it: a client that froze within its transaction. */
  freezeNextAppend(): void;
  /** Who ended the connection of the last one that froze; undefined while nobody has. */
  frozenEndedBy(): 'server' | 'client' | undefined;
  /** From now on new connections are closed at once; those that there are go on. */
  refuseNewcomers(): void;
  /** How many were. */
  refused(): number;
  /** Connections that neither end has closed. */
  open(): number;
  close(): Promise<void>;
}

export async function faultyWire(databaseUrl: string): Promise<FaultyWire> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  let fault: 'none' | 'lose-answer' | 'hush-answer' | 'lose-request' | 'freeze' = 'none';
  let meanwhile: () => Promise<unknown> = () => Promise.resolve();
  let endedBy: 'server' | 'client' | undefined;

  let isRefusing = false;
  let refused = 0;

  const server = createServer((client) => {
    if (isRefusing) {
      refused += 1;
      client.destroy();
      return;
    }
    const upstream = connect(Number(target.port || 5432), target.hostname);
    let losing = false;
    let hushed = false;
    let frozen = false;
    for (const [from, to] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        if (frozen) endedBy ??= from === upstream ? 'server' : 'client';
        to.destroy();
      });
    }
    client.on('data', (bytes) => {
      if (frozen) return;
      const isAppend = bytes.includes(appendName);
      if (isAppend && fault === 'lose-request') {
        fault = 'none';
        void meanwhile().finally(() => client.destroy());
        return;
      }
      losing ||= isAppend && fault === 'lose-answer';
      hushed ||= isAppend && fault === 'hush-answer';
      frozen = isAppend && fault === 'freeze';
      if (frozen) endedBy = undefined;
      if (losing || hushed || frozen) fault = 'none';
      upstream.write(frozen && bytes.subarray(-sync.length).equals(sync) ? bytes.subarray(0, -sync.length) : bytes);
    });
    upstream.on('data', (bytes) => {
      if (frozen) endedBy ??= 'server'; // which says why, and closes then
      if (losing) client.destroy();
      else if (!hushed) client.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    url: url.toString(),
    loseNextAnswer: () => (fault = 'lose-answer'),
    hushNextAnswer: () => (fault = 'hush-answer'),
    loseNextRequest: (during) => {
      fault = 'lose-request';
      meanwhile = during;
    },
    freezeNextAppend: () => (fault = 'freeze'),
    frozenEndedBy: () => endedBy,
    refuseNewcomers: () => (isRefusing = true),
    refused: () => refused,
    open: () => Math.ceil(sockets.size / 2),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
