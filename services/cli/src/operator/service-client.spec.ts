import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';

import { call } from './service-client.js';

let server: Server | undefined;
afterEach(() => void server?.close());

/** Something at an address that answers everything alike. */
async function answering(status: number, body: string): Promise<{ url: string; token: string }> {
  const listening = createServer((_, response) => response.writeHead(status).end(body));
  server = listening;
  await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve));
  return { url: `http://127.0.0.1:${(listening.address() as AddressInfo).port}`, token: 'x' };
}
const problem = (code: string) => JSON.stringify({ type: `urn:rung:problem:${code}`, title: 'A title', code, correlationId: 'c-1' });

describe('what answers at an address', () => {
  it('has not got what a service says that it has not', async () => {
    expect(await call(await answering(404, problem('not-found')), { path: '/x' })).toBeUndefined();
  });

  it('is no service where somebody else says so', async () => {
    const client = await answering(404, '<h1>Not here</h1>');
    await expect(call(client, { path: '/x' })).rejects.toMatchObject({ code: 'service-unreachable', faults: [{ detail: expect.stringContaining('no service of Rung') }] });
  });

  it('names the role that a token lacks', async () => {
    await expect(call(await answering(403, problem('forbidden')), { path: '/x' })).rejects.toMatchObject({
      code: 'forbidden',
      faults: [{ detail: expect.stringContaining('role operator') }],
    });
  });

  it('is not taken for a fault of this tool when it fails', async () => {
    await expect(call(await answering(500, problem('internal-error')), { path: '/x' })).rejects.toMatchObject({
      code: 'service-failed',
      faults: [{ detail: expect.stringContaining('c-1') }],
    });
  });
});
