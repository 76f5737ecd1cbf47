// A wire whose far end is another server from one moment on, as a service address is that follows the primary.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** What happens to who connects while there is no far end. */
export type WithoutEnd = 'refused' | 'held';

export interface TurnableWire {
  readonly port: number;
  /** Ends every connection that there is, and leads new ones to another port of this machine. */
  turnTo(port: number): void;
  /** Ends every connection that there is; those who come meanwhile are refused, or wait until it leads somewhere. */
  cut(meanwhile: WithoutEnd): void;
  close(): Promise<void>;
}

export async function turnableWire(target: number): Promise<TurnableWire> {
  const sockets = new Set<Socket>();
  let end: number | WithoutEnd = target;
  let waiting: Socket[] = [];
  const keep = (socket: Socket): void => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('close', () => sockets.delete(socket));
  };
  const lead = (client: Socket, port: number): void => {
    const upstream = connect(port, '127.0.0.1');
    keep(upstream);
    client.pipe(upstream);
    upstream.pipe(client);
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
  };
  const server = createServer((client) => {
    keep(client);
    if (end === 'refused') client.destroy();
    else if (end === 'held') waiting.push(client);
    else lead(client, end);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endAll = (): void => {
    for (const socket of sockets) if (!waiting.includes(socket)) socket.destroy();
  };
  return {
    port: (server.address() as AddressInfo).port,
    turnTo(port) {
      endAll();
      end = port;
      for (const client of waiting) lead(client, port);
      waiting = [];
    },
    cut(meanwhile) {
      endAll();
      end = meanwhile;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
