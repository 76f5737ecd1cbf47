// A port nobody listens on. Somebody may take it before it is used: whoever starts a server on it tries again then.
import { createServer, type AddressInfo } from 'node:net';

/** Asks the operating system for a free port on the loopback address. */
export function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
