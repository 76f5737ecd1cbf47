import { createServer, type AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { startTinyService, type TinyService } from '../tiny-service.fixture.js';
import { MetricsServer } from './metrics-server.js';

let service: TinyService | undefined;
afterEach(() => service?.close());

describe('metrics on a port of their own', () => {
  const metrics = { host: '127.0.0.1', port: 0 };

  it('are there alone, and nowhere else', async () => {
    service = await startTinyService([], { metrics });
    const { url } = service.app.get(MetricsServer);
    await service.call('/live');
    const scraped = await fetch(`${url}/metrics`);
    expect(scraped.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    expect(await scraped.text()).toContain('http_server_request_duration_seconds_count{method="GET",route="/live",status_code="200"} 1');
    expect((await service.call('/metrics')).status).toBe(404);
    expect(await (await service.call('/')).json()).not.toHaveProperty('metrics');
    expect(JSON.stringify(await (await service.call('/docs-json')).json())).not.toContain('/metrics');
    for (const path of ['/live', '/docs', '/things/for-hr', '/']) expect((await fetch(url + path)).status).toBe(404);
    expect((await fetch(`${url}/metrics`, { method: 'POST' })).status).toBe(404);
  });

  it('are gone with the process', async () => {
    service = await startTinyService([], { metrics });
    const { url } = service.app.get(MetricsServer);
    await fetch(`${url}/metrics`).then((answer) => answer.text());
    await service.close();
    await expect(fetch(`${url}/metrics`)).rejects.toThrow();
  });

  it('say that they cannot be collected, and why in the log alone', async () => {
    service = await startTinyService([], { metrics });
    const { url } = service.app.get(MetricsServer);
    service.registry.metrics = () => Promise.reject(new Error('a gauge is broken'));
    const scraped = await fetch(`${url}/metrics`);
    expect([scraped.status, await scraped.text()]).toEqual([500, '']);
    expect(service.lines()).toContainEqual(expect.objectContaining({ level: 50, msg: 'the metrics could not be collected' }));
  });

  it('keep a process from starting whose port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(startTinyService([], { metrics: { host: '127.0.0.1', port } })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });
});
