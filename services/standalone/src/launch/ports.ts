import { createServer } from 'node:net';

import { freePort } from '@rung/local-servers';

/** Somebody else listens on a port that was asked for. */
export class PortTaken extends Error {
  constructor(port: number) {
    super(`Port ${port} is taken by another program. Stop that one, or choose another port with --port N.`);
    this.name = 'PortTaken';
  }
}

/** The system gives a port that was asked for to root alone, or to nobody. */
export class PortForbidden extends Error {
  constructor(port: number, cause: Error) {
    super(`Port ${port} cannot be opened (${cause.message}). Choose another port with --port N.`, { cause });
    this.name = 'PortForbidden';
  }
}

/** The port itself when it is free on the loopback address; a free one for 0. @throws PortTaken, PortForbidden */
export async function availablePort(port: number): Promise<number> {
  if (port === 0) return freePort();
  return new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE' ? new PortTaken(port) : new PortForbidden(port, error)));
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(port)));
  });
}
