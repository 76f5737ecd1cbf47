import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { processIdentity } from '../process/process-table.js';
import { redisMissing, type RunningRedis, startRedis } from './start-redis.js';

const say = async (port: number, command: string): Promise<string> => {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${command}\r\n`);
  const [answer] = (await once(socket, 'data')) as [Buffer];
  socket.destroy();
  return answer.toString();
};

describe('a Redis of our own', () => {
  let dir: string;
  const started: RunningRedis[] = [];
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-redis-'));
  });
  afterEach(async () => {
    await Promise.all(started.splice(0).map((server) => server.stop()));
    await rm(dir, { recursive: true });
  });
  const start = async (name: string, port?: number): Promise<RunningRedis> => {
    const server = await startRedis({ dir: join(dir, name), port });
    started.push(server);
    return server;
  };

  it('answers on the loopback address, beside another one, and forgets when it stops', async () => {
    const [one, other] = await Promise.all([start('one'), start('other')]);
    expect(await say(one.port, 'SET key value')).toBe('+OK\r\n');
    expect(await say(other.port, 'GET key')).toBe('$-1\r\n');
    expect(await say(one.port, 'CONFIG GET bind')).toContain('127.0.0.1');
    await one.stop();
    expect(processIdentity(one.pid)).toBeUndefined();
    const again = await start('one');
    expect(await say(again.port, 'GET key')).toBe('$-1\r\n');
  });

  it('fails with the words of its log when the port is taken, and does not take the other one for itself', async () => {
    const { port } = await start('one');
    await expect(start('other', port)).rejects.toThrow(/ended before it was ready[^]*Address already in use/);
  });

  it('that dies on its own is reported', async () => {
    const server = await start('one');
    process.kill(server.pid, 'SIGKILL');
    expect(await server.exited).toMatchObject({ signal: 'SIGKILL', asked: false });
  });

  it('that is not installed is missing, with a remedy', async () => {
    expect(await redisMissing()).toBeUndefined();
    const path = process.env['PATH'];
    process.env['PATH'] = dir;
    try {
      await expect(startRedis({ dir })).rejects.toMatchObject({
        server: 'Redis',
        message: expect.stringContaining('apt-get install redis-server'),
      });
    } finally {
      process.env['PATH'] = path;
    }
  });
});
