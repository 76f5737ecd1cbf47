// A wire to a server whose far end may be gone without a word, as a host that lost its power is: nobody says that a connection ended.
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export interface SilentWire {
  /** The server's address by way of this wire. */
  readonly url: string;
  /** From now on nothing passes over the connections that there are; new ones are as good as ever. @returns how many there are. */
  silence(): number;
  close(): Promise<void>;
}

/** @param serverUrl with a port. */
export async function silentWireTo(serverUrl: string): Promise<SilentWire> {
  const target = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const silent = new WeakSet<Socket>();
  const pass = (from: Socket, to: Socket): void => {
    sockets.add(from);
    from.on('error', () => undefined);
    from.on('data', (bytes) => !silent.has(from) && to.write(bytes));
    from.on('close', () => {
      sockets.delete(from);
      if (!silent.has(from)) to.destroy();
    });
  };
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    pass(client, upstream);
    pass(upstream, client);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = new URL(serverUrl);
  url.host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url: url.toString(),
    silence() {
      for (const socket of sockets) silent.add(socket);
      return sockets.size / 2;
    },
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
