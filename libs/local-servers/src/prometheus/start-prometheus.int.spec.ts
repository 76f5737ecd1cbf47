import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as after } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { prometheusMissing, type RunningPrometheus, startPrometheus } from './start-prometheus.js';

describe('a Prometheus of our own', () => {
  let dir: string;
  let server: RunningPrometheus | undefined;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'rung-prometheus-'));
  });
  afterEach(async () => {
    await server?.stop();
    await rm(dir, { recursive: true });
  });

  it('scrapes what it is told to', async () => {
    const body = 'rung_examples_total 7\n';
    const target = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.once('data', () =>
        socket.end(`HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: ${body.length}\r\n\r\n${body}`),
      );
    });
    await new Promise<void>((listening) => target.listen(0, '127.0.0.1', listening));
    const targets = [`127.0.0.1:${(target.address() as AddressInfo).port}`];
    const scrape = { job_name: 'example', scrape_interval: '200ms', scrape_timeout: '200ms', static_configs: [{ targets }] };
    server = await startPrometheus({ dir, config: { scrape_configs: [scrape] } });
    const value = async (): Promise<string | undefined> => {
      const answer = await fetch(`${server?.url}/api/v1/query?query=rung_examples_total`);
      const { data } = (await answer.json()) as { data: { result: { value: [number, string] }[] } };
      return data.result[0]?.value[1];
    };
    while ((await value()) === undefined) await after(50);
    expect(await value()).toBe('7');
    target.close();
  });

  it('says what is wrong with its configuration', async () => {
    await expect(startPrometheus({ dir, config: { scrapes: [] } })).rejects.toThrow(/ended before it was ready[^]*field scrapes not found/);
  });

  it('that is not installed is missing, with a remedy', async () => {
    expect(await prometheusMissing()).toBeUndefined();
    const path = process.env['PATH'];
    process.env['PATH'] = dir;
    try {
      await expect(startPrometheus({ dir, config: {} })).rejects.toMatchObject({ server: 'Prometheus' });
    } finally {
      process.env['PATH'] = path;
    }
  });
});
