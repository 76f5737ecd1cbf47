// Which service has which path of the API. What operators do is not passed on: it is no part of the console.
import { invalidRequest, notFound } from '@rung/service-kit';

export type ServiceName = 'matrix' | 'assessment' | 'reporting';
export type ServiceAddresses = Readonly<Record<ServiceName, string>>;

const owners: ReadonlyMap<string, ServiceName> = new Map([
  ['matrices', 'matrix'],
  ['catalogue', 'matrix'],
  ['directory', 'assessment'],
  ['cycles', 'assessment'],
  ['tasks', 'assessment'],
  ['assessments', 'assessment'],
  ['me', 'assessment'],
  ['grades', 'reporting'],
  ['reports', 'reporting'],
]);

export interface Target {
  readonly service: ServiceName;
  /** Path and query as the service gets them. */
  readonly path: string;
}

const prefix = '/api/';

/**
 * Each part of the path is decoded, looked at and written anew, so that what is looked at here is what the service reads.
 * @param url of the request, from the path on, as it came.
 * @throws DomainError invalid-request for a part that a path could be made of; not-found for what no service has.
 */
export function targetOf(url: string): Target {
  const queryAt = url.indexOf('?');
  const [path, query] = queryAt < 0 ? [url, ''] : [url.slice(0, queryAt), url.slice(queryAt)];
  if (!path.startsWith(prefix)) throw notFound();
  const parts = path.slice(prefix.length).split('/').map(decoded);
  const service = owners.get(parts[0] ?? '');
  if (service === undefined) throw notFound();
  return { service, path: `/${parts.map(encodeURIComponent).join('/')}${query}` };
}

/** A separator, a step up or nothing at all is no part of a path, however it is written. */
function decoded(part: string): string {
  const text = decodedOnce(part);
  if (text === undefined || text === '' || text === '.' || text === '..' || /[/\\%\p{Cc}]/u.test(text)) {
    throw invalidRequest('A part of the address is empty, or holds what separates parts. Write it as one name.');
  }
  return text;
}

function decodedOnce(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined;
  }
}
