import { createServer, type AddressInfo } from 'node:net';

import { describe, expect, it } from '@jest/globals';
import type { ServerExit } from '@rung/local-servers';

import { deathOf, ProcessDied } from './death.js';
import { availablePort, PortTaken } from './ports.js';
import { Teardown } from './teardown.js';

describe('a teardown', () => {
  it('closes in reverse order, all of it though one fails, and once', async () => {
    const closed: string[] = [];
    const teardown = new Teardown();
    await teardown.add({ close: async () => void closed.push('first') });
    await teardown.add({ close: () => Promise.reject(new Error('stuck')) });
    await teardown.add({ close: async () => void closed.push('last') });
    await expect(teardown.close()).rejects.toMatchObject({ errors: [expect.objectContaining({ message: 'stuck' })] });
    await expect(teardown.close()).rejects.toThrow(AggregateError);
    expect(closed).toEqual(['last', 'first']);
  });

  it('closes at once what comes too late', async () => {
    const teardown = new Teardown();
    await teardown.close();
    let isClosed = false;
    await teardown.add({ close: async () => void (isClosed = true) });
    expect(isClosed).toBe(true);
  });
});

describe('a port', () => {
  it('is the one that was asked for, or a free one, and never one that is taken', async () => {
    const free = await availablePort(0);
    expect(await availablePort(free)).toBe(free);
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    await expect(availablePort(port)).rejects.toThrow(PortTaken);
    other.close();
  });
});

describe('the death of a process', () => {
  const exit = (asked: boolean): Promise<ServerExit> => Promise.resolve({ code: null, signal: 'SIGKILL', asked, lastLines: ['out of memory'] });

  it('is told with the last lines of its log', async () => {
    const died = deathOf([{ name: 'matrix', exited: exit(false) }]);
    await expect(died).rejects.toThrow(ProcessDied);
    await expect(died).rejects.toThrow('matrix ended on its own (SIGKILL). The last lines of its log:\n  out of memory');
  });

  it('is none when it was asked for', async () => {
    const soon = new Promise((resolve) => setTimeout(resolve, 20, 'alive'));
    expect(await Promise.race([deathOf([{ name: 'matrix', exited: exit(true) }]), soon])).toBe('alive');
  });
});
