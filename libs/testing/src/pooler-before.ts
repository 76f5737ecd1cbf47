// A pooler in front of PostgreSQL: it has a few sessions, and gives one to a client for a transaction or for as long as it is connected.
import { Buffer } from 'node:buffer';
import { createServer, type AddressInfo, type Socket } from 'node:net';

import pg from 'pg';

export interface Pooler {
  readonly url: string;
  close(): Promise<void>;
}

type Session = Socket & { serves?: Socket };

const sslRequest = 80_877_103;
const [terminate, readyForQuery, idle] = [0x58, 0x5a, 0x49];
/** Signed in, with a process id and a key of the pooler's own, ready. */
const welcome = Buffer.from([0x52, 0, 0, 0, 8, 0, 0, 0, 0, 0x4b, 0, 0, 0, 12, 0, 0, 0, 7, 0, 0, 0, 7, readyForQuery, 0, 0, 0, 5, idle]);

export async function poolerBefore(databaseUrl: string, mode: 'transaction' | 'session', sessions = 3): Promise<Pooler> {
  const clients = await Promise.all(Array.from({ length: sessions }, () => signedIn(databaseUrl)));
  const free: Session[] = clients.map(({ socket }) => socket);
  const waiting: { client: Socket; bytes: Buffer }[] = [];

  const giveBack = (session: Session): void => {
    session.serves = undefined;
    free.push(session); // the last that came back is the next to go out
    const next = waiting.shift();
    if (next !== undefined) send(next.client, next.bytes);
  };
  const send = (client: Socket, bytes: Buffer): void => {
    const session = clients.map(({ socket }): Session => socket).find(({ serves }) => serves === client) ?? free.pop();
    if (session === undefined) return void waiting.push({ client, bytes });
    session.serves = client;
    session.write(bytes);
  };
  for (const { socket } of clients) {
    const session: Session = socket;
    session.on('data', (bytes: Buffer) => {
      session.serves?.write(bytes);
      if (mode === 'transaction' && bytes.at(-6) === readyForQuery && bytes.at(-1) === idle) giveBack(session);
    });
  }

  const open = new Set<Socket>();
  const server = createServer((client) => {
    open.add(client);
    let isWelcome = false;
    client.on('error', () => undefined);
    client.on('close', () => {
      open.delete(client);
      const session = clients.map(({ socket }): Session => socket).find(({ serves }) => serves === client);
      if (session !== undefined && mode === 'session') giveBack(session);
    });
    client.on('data', (bytes) => {
      if (isWelcome) return bytes[0] === terminate ? client.end() : send(client, bytes);
      if (bytes.readInt32BE(4) === sslRequest) return client.write('N');
      isWelcome = true;
      return client.write(welcome);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    async close() {
      for (const socket of open) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
      await Promise.all(clients.map(({ client }) => client.end().catch(() => undefined)));
    },
  };
}

/** The driver signs in; from then on its socket is the pooler's. */
async function signedIn(connectionString: string): Promise<{ client: pg.Client; socket: Socket }> {
  const client = new pg.Client({ connectionString });
  client.on('error', () => undefined);
  await client.connect();
  const { stream: socket } = (client as unknown as { connection: { stream: Socket } }).connection;
  socket.removeAllListeners('data');
  return { client, socket };
}
