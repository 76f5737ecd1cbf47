// One address has two answers: a browser that navigates to `/reports/distribution` gets the page, a program the report. The router
// knows what a request is for before it looks for a route.
import type { IncomingMessage } from 'node:http';

import type { FastifyInstance } from 'fastify';

export type Wanted = 'page' | 'file';

/** Never the page's own, also for a browser. */
const others = new Set(['api', 'session', 'issuer', 'docs', 'docs-json', 'docs-yaml', 'live', 'ready', 'metrics', 'operator', 'assets']);

/** The constraint of the routes in `page.controller.ts`. */
export const wanted = 'rungWanted';

/** A request that wants the page or a file of it reaches those routes alone; to all others they do not exist. */
export function routePagesOn(instance: FastifyInstance, isFile: (address: string) => boolean): void {
  instance.addConstraintStrategy({
    name: wanted,
    storage: () => {
      const routes = new Map<unknown, unknown>();
      return { get: (value: unknown) => routes.get(value) ?? null, set: (value: unknown, route: unknown) => void routes.set(value, route) } as never;
    },
    validate: () => undefined,
    mustMatchWhenDerived: true,
    deriveConstraint: (request: IncomingMessage) => wantedBy(request, isFile),
  } as never);
}

export function wantedBy({ method, url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>, isFile: (address: string) => boolean): Wanted | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined;
  const [address = '/'] = url.split('?');
  if (isFile(address)) return 'file';
  if (others.has(address.split('/')[1] ?? '')) return undefined;
  const { accept = '', 'sec-fetch-mode': mode = 'navigate' } = headers;
  return accept.includes('text/html') && mode === 'navigate' ? 'page' : undefined;
}
