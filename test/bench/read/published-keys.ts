// The address at which a service under measurement finds the keys of the bench's issuer.
import type { TokenIssuer } from '@rung/service-kit';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** @param stops takes what ends the server. */
export async function publishKeys(issuer: TokenIssuer, stops: (() => Promise<unknown>)[]): Promise<string> {
  const server = createServer((_request, response) => response.setHeader('content-type', 'application/json').end(JSON.stringify(issuer.jwks)));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  stops.push(async () => server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
}
