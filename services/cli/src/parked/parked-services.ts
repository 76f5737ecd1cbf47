// Parked streams of whatever services are at an address: one of them, or all in one process.
import type { ParkedInspection, ParkedOutcome, ParkedPage, ParkedStreamView, RetriedPage } from '@rung/contracts';

import { call, type Call, type Client } from '../operator/service-client.js';
import { services, someService, type OfService } from '../operator/services.js';
import { Refusal } from '../refusal.js';

export interface Filter {
  readonly projection?: string;
  readonly error?: string;
}

export interface StreamOf {
  readonly projection: string;
  readonly stream: string;
}

/** @throws Refusal `service-unreachable` where no service of Rung is at the address. */
export async function listParked(client: Client, filter: Filter): Promise<OfService<ParkedStreamView>[]> {
  const found = await Promise.all(services.map((service) => parkedOf(client, service, filter)));
  return someService(client, found);
}

/** Page after page, until every parked stream has had its turn. */
export async function retryAll(client: Client, filter: Filter): Promise<OfService<RetriedPage['retried'][number]>[]> {
  const found = await Promise.all(services.map((service) => retriedOf(client, service, filter)));
  return someService(client, found);
}

export function show(client: Client, stream: StreamOf): Promise<OfService<ParkedInspection>> {
  return firstThatKnows(client, stream, { path: '' });
}

export function retry(client: Client, stream: StreamOf): Promise<OfService<ParkedOutcome>> {
  return firstThatKnows(client, stream, { method: 'POST', path: '/retry' });
}

export function skip(client: Client, stream: StreamOf, body: { position: string; reason: string }): Promise<OfService<ParkedOutcome>> {
  return firstThatKnows(client, stream, { method: 'POST', path: '/skip', body });
}

async function parkedOf(client: Client, service: string, filter: Filter): Promise<OfService<ParkedStreamView>[] | undefined> {
  const pages = await pagesOf((after) => {
    const query = new URLSearchParams({ ...filter, ...after, limit: '1000' });
    return call<ParkedPage>(client, { path: `/operator/${service}/parked?${query.toString()}` });
  });
  return pages?.flatMap(({ parked }) => parked.map((one) => ({ service, ...one })));
}

async function retriedOf(client: Client, service: string, filter: Filter): Promise<OfService<RetriedPage['retried'][number]>[] | undefined> {
  const pages = await pagesOf((after) => call<RetriedPage>(client, { method: 'POST', path: `/operator/${service}/parked/retry`, body: { ...filter, ...after } }));
  return pages?.flatMap(({ retried }) => retried.map((one) => ({ service, ...one })));
}

interface Page {
  readonly next: string | null;
}

/** @returns undefined where the service is not at the address. */
async function pagesOf<Of extends Page>(ask: (after: { after?: string }) => Promise<Of | undefined>): Promise<Of[] | undefined> {
  const pages: Of[] = [];
  for (let next: string | null | undefined; next !== null; next = pages.at(-1)?.next ?? null) {
    const page = await ask(next === undefined ? {} : { after: next });
    if (page === undefined) return undefined;
    pages.push(page);
  }
  return pages;
}

async function firstThatKnows<Answer extends object>(client: Client, { projection, stream }: StreamOf, { path, ...rest }: Call): Promise<OfService<Answer>> {
  const [kind = '', ...id] = stream.split('/');
  const place = [projection, kind, id.join('/')].map(encodeURIComponent).join('/');
  for (const service of services) {
    const answer = await call<Answer>(client, { ...rest, path: `/operator/${service}/parked/${place}${path}` });
    if (answer !== undefined) return { service, ...answer };
  }
  throw new Refusal('not-found', [{ detail: `${stream} is not parked for ${projection}; "rung parked list" shows what is` }]);
}
