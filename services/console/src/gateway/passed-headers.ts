// Both ways a list of what passes: whatever is not on it, known today or not, stays where it was.
import type { IncomingHttpHeaders } from 'node:http';

const toTheService = [
  'accept',
  'accept-encoding',
  'accept-language',
  'content-length',
  'content-type',
  'idempotency-key',
  'if-match',
  'if-none-match',
  'last-event-id',
] as const;

const toThePage = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'content-length',
  'content-type',
  'etag',
  'last-modified',
  'link',
  'retry-after',
  'vary',
] as const;

/** The browser's cookies, its address and its own idea of who it is stay here; the session's token and the request's id go along. */
export function headersForService(headers: IncomingHttpHeaders, token: string, correlationId: string): Record<string, string> {
  return { ...picked(headers, toTheService), authorization: `Bearer ${token}`, 'x-correlation-id': correlationId };
}

export function headersForPage(headers: IncomingHttpHeaders): Record<string, string> {
  return picked(headers, toThePage);
}

function picked(headers: IncomingHttpHeaders, names: readonly string[]): Record<string, string> {
  const found = names.map((name) => [name, headers[name]] as const);
  return Object.fromEntries(found.filter((pair): pair is [string, string] => typeof pair[1] === 'string'));
}
