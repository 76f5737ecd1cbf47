// A way to a real broker on which answers can be turned into refusals: errors that a broker gives while it starts, and at will never.
import { Buffer } from 'node:buffer';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

const host = '127.0.0.1';

/** Requests by their number in the protocol. */
export const requests = { Produce: 0, FindCoordinator: 10, JoinGroup: 11, SyncGroup: 14, InitProducerId: 22 } as const;

/** Where an answer has its error: behind its length, its correlation id and the throttle time; of what was produced, behind the first topic's name and partition. */
const errorAt = (key: number, answer: Buffer): number => (key === requests.Produce ? 22 + answer.readInt16BE(12) : 12);

export interface RefusingBroker {
  readonly brokers: readonly string[];
  /** The next answers to a request, however many, say this error instead. */
  refuse(request: keyof typeof requests, code: number, times: number): void;
  /** How many refusals nobody has asked for yet. */
  left(): number;
  /** How many connections are open, to it and from it. */
  open(): number;
  close(): Promise<void>;
}

/** Whole messages of a stream of bytes: each begins with its length. */
function messages(take: (message: Buffer) => void): (bytes: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (bytes) => {
    rest = Buffer.concat([rest, bytes]);
    while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
      const end = 4 + rest.readInt32BE(0);
      take(rest.subarray(0, end));
      rest = rest.subarray(end);
    }
  };
}

/** A broker's address as it stands in answers. */
function addressBytes(port: number): Buffer {
  const bytes = Buffer.alloc(2 + host.length + 4);
  bytes.writeInt16BE(host.length, 0);
  bytes.write(host, 2);
  bytes.writeInt32BE(port, 2 + host.length);
  return bytes;
}

export async function refusingBroker(port: number): Promise<RefusingBroker> {
  const sockets = new Set<Socket>();
  let refusal: { readonly key: number; readonly code: number; times: number } | undefined;
  const server = createServer((client) => {
    const upstream = connect(port, host);
    for (const [from, to] of [[client, upstream], [upstream, client]] as const) {
      sockets.add(from);
      from.on('error', () => undefined);
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    const asked = new Map<number, number>();
    client.on('data', messages((request) => {
      asked.set(request.readInt32BE(8), request.readInt16BE(4));
      upstream.write(request);
    }));
    upstream.on('data', messages((answer) => {
      const key = asked.get(answer.readInt32BE(4));
      asked.delete(answer.readInt32BE(4));
      const told = Buffer.from(answer);
      for (let at = told.indexOf(theirs); at >= 0; at = told.indexOf(theirs, at + 1)) ours.copy(told, at);
      if (refusal !== undefined && refusal.key === key && refusal.times > 0) {
        refusal.times -= 1;
        told.writeInt16BE(refusal.code, errorAt(key, told));
      }
      client.write(told);
    }));
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const own = (server.address() as AddressInfo).port;
  const [theirs, ours] = [addressBytes(port), addressBytes(own)];
  return {
    brokers: [`${host}:${own}`],
    refuse: (request, code, times) => {
      refusal = { key: requests[request], code, times };
    },
    left: () => refusal?.times ?? 0,
    open: () => sockets.size,
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
