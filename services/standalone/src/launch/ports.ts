import { createServer } from 'node:net';

import { freePort } from '@rung/local-servers';

/** Somebody else listens on a port that was asked for. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken by another program. Stop that one, or choose another port with --port N.`);
    this.name = 'PortTaken';
  }
}

/** The port itself when it is free on the loopback address; a free one for 0. @throws PortTaken */
export async function availablePort(port: number): Promise<number> {
  if (port === 0) return freePort();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : error));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
