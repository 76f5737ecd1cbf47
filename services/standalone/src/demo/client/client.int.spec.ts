import { getEventListeners } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { afterEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { createClient, Refused, Unreachable, type Acknowledged, type Client } from './client.js';

let server: Server | undefined;
afterEach(async () => {
  server?.closeAllConnections();
  await new Promise((resolve) => (server === undefined ? resolve(undefined) : server.close(resolve)));
  server = undefined;
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serving(handler: Handler, port = 0): Promise<string> {
  const started = createServer(handler);
  server = started;
  await new Promise<void>((resolve) => started.listen(port, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(started.address() as AddressInfo).port}`;
}

const json = (response: ServerResponse, status: number, body: object): void => {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
};

const version = z.object({ version: z.int() });
const key = '5f2b0c0e-0000-5000-8000-000000000001';
const clientWith = (more: Partial<Parameters<typeof createClient>[0]> = {}): Client =>
  createClient({ tokenFor: async (person) => `token of ${person}`, signal: new AbortController().signal, patienceMs: 60_000, ...more });

describe('the client of the demo', () => {
  it('sends who acts, the idempotency key and the expected version', async () => {
    let seen: IncomingMessage['headers'] = {};
    const url = await serving(({ headers }, response) => {
      seen = headers;
      json(response, 200, { version: 7 });
    });
    expect(await clientWith().post('E001', url, { key, body: { a: 1 }, expectedVersion: 0 }, version)).toEqual({ version: 7 });
    expect(seen).toMatchObject({ authorization: 'Bearer token of E001', 'idempotency-key': key, 'if-match': '"0"', 'content-type': 'application/json' });
  });

  it('repeats a command under the same key until somebody takes it, and notes it once', async () => {
    const keys: unknown[] = [];
    const noted: Acknowledged[] = [];
    const url = await serving(({ headers, socket }, response) => {
      keys.push(headers['idempotency-key']);
      if (keys.length === 1) socket.destroy();
      else if (keys.length === 2) json(response, 503, { code: 'unavailable' });
      else json(response, 201, { version: 1 });
    });
    const onAcknowledged = async (entry: Acknowledged): Promise<void> => void noted.push(entry);
    await clientWith({ onAcknowledged }).post('E001', `${url}/cycles`, { key }, version);
    expect(keys).toEqual([key, key, key]);
    expect(noted).toMatchObject([{ command: 'POST /cycles', as: 'E001', key, status: 201, answer: { version: 1 } }]);
  });

  it('tells a refusal, and notes nothing', async () => {
    const noted: Acknowledged[] = [];
    const url = await serving((_request, response) => json(response, 409, { code: 'cycle-not-open', detail: 'It is closed.' }));
    const onAcknowledged = async (entry: Acknowledged): Promise<void> => void noted.push(entry);
    const posted = clientWith({ onAcknowledged }).post('hr', `${url}/cycles`, { key }, version);
    await expect(posted).rejects.toThrow(Refused);
    await expect(posted).rejects.toMatchObject({ code: 'cycle-not-open', status: 409, message: 'POST /cycles was refused: 409 cycle-not-open It is closed.' });
    expect(noted).toEqual([]);
  });

  it('gives up when nobody ever answers', async () => {
    const url = await serving(({ socket }) => socket.destroy());
    await expect(clientWith({ patienceMs: 300 }).get('hr', url, version)).rejects.toThrow(Unreachable);
  });

  it('stops at once when it is told to, and leaves no listener on the signal', async () => {
    const stop = new AbortController();
    const url = await serving(({ url: path }, response) => void (path === '/fast' && json(response, 200, { version: 1 })));
    const client = clientWith({ signal: stop.signal });
    await client.get('hr', `${url}/fast`, version);
    expect(getEventListeners(stop.signal, 'abort')).toEqual([]);
    const slow = client.get('hr', `${url}/slow`, version);
    setTimeout(() => stop.abort(), 50);
    await expect(slow).rejects.toMatchObject({ name: 'AbortError' });
  });
});
