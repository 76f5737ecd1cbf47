// What keeps other sites from acting through somebody's session: a header that no form can send, and what the browser says of the asker.
import type { IncomingHttpHeaders } from 'node:http';

import { forbidden } from '@rung/service-kit';

export const consoleHeader = 'x-rung-console';

/** @throws DomainError forbidden for a request that the page itself has not made. */
export function mustBeOwn(method: string, headers: IncomingHttpHeaders, publicUrl: string): void {
  if (!isSameOrigin(headers, publicUrl)) throw forbidden('Another site asked for this. Only the page of the console may.');
  const isRead = method === 'GET' || method === 'HEAD';
  if (!isRead && headers[consoleHeader] !== '1') throw forbidden('A change needs the header X-Rung-Console: 1.');
}

/** By `Sec-Fetch-Site`; by `Origin` where an old browser does not send that. A client that is no browser sends neither. */
function isSameOrigin({ 'sec-fetch-site': site, origin }: IncomingHttpHeaders, publicUrl: string): boolean {
  // `none` is a person who typed the address
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  return origin === undefined || origin === publicUrl;
}
