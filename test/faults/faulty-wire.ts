// A wire to PostgreSQL that cuts appends at the worst moments, or lets them hesitate inside their transaction.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const sync = Buffer.from([0x53, 0, 0, 0, 4]);
const appendName = 'rung-append';

/** Of an append: lost before the server has it, cut as soon as it was sent, or cut instead of its answer. */
export type Cut = 'before' | 'during' | 'answer';

export interface WireFaults {
  /** Asked for each append. */
  cut?(): Cut | undefined;
  /** How long an append's sync is held back: so long its transaction is open, and the lane its own. */
  hesitateMs?(): number;
}

export interface FaultyWire {
  /** The database's address by way of this wire. */
  readonly url: string;
  close(): Promise<void>;
}

export async function faultyWire(databaseUrl: string, { cut = () => undefined, hesitateMs = () => 0 }: WireFaults): Promise<FaultyWire> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(target.port || 5432), target.hostname);
    let isAnswerLost = false;
    const end = () => [client, upstream].forEach((socket) => socket.destroy());
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      socket.on('error', () => undefined);
      socket.on('close', () => {
        sockets.delete(socket);
        end();
      });
    }
    client.on('data', (bytes) => {
      const isAppend = bytes.includes(appendName) || bytes.includes('event_log.append');
      const fault = isAppend ? cut() : undefined;
      if (fault === 'before') return end();
      isAnswerLost ||= fault === 'answer';
      const pauseMs = isAppend && bytes.subarray(-sync.length).equals(sync) ? hesitateMs() : 0;
      if (pauseMs === 0) upstream.write(bytes, () => fault === 'during' && end());
      else {
        upstream.write(bytes.subarray(0, -sync.length));
        setTimeout(() => upstream.write(sync), pauseMs).unref();
      }
    });
    upstream.on('data', (bytes) => (isAnswerLost ? end() : client.write(bytes)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
