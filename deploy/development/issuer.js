// In the place of an identity provider, for compose on one's own machine: signs a token for whoever is asked for. The images do not have
// this file; compose mounts it.
//   curl -s localhost:7400/token -d '{"person": "hr-1", "roles": ["hr"]}'
import { createServer } from 'node:http';
import { text } from 'node:stream/consumers';

import { createTokenIssuer } from '@rung/service-kit';

const { NODE_ENV: environment, OIDC_ISSUER: issuer, HOST: host, PORT: port } = process.env;
if (environment === 'production' || issuer === undefined) {
  process.stderr.write('It signs in anybody as anybody: not with NODE_ENV=production, and not without OIDC_ISSUER.\n');
  process.exit(78);
}
const tokens = await createTokenIssuer({ issuer });

/** @param {import('node:http').IncomingMessage} request @returns {Promise<unknown>} */
async function answerOf({ method, url }, /** @type {string} */ body) {
  if (method === 'GET' && url === '/live') return { status: 'live' };
  if (method === 'GET' && url === '/jwks') return tokens.jwks;
  if (method !== 'POST' || url !== '/token') return undefined;
  const { person, roles = [] } = JSON.parse(body);
  const { token, expiresInSeconds } = await tokens.issue(person, roles);
  return { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds };
}

const server = createServer(async (request, response) => {
  try {
    const answer = await answerOf(request, await text(request));
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' }).end(JSON.stringify(answer ?? {}));
  } catch (error) {
    response.writeHead(400, { 'content-type': 'text/plain' }).end(`${error}\n`);
  }
});
server.listen(Number(port), host);
for (const signal of ['SIGTERM', 'SIGINT']) process.once(signal, () => server.close(() => process.exit(0)));
