// Routes through which somebody speaks who must not be found out: who watches the log or the metrics may know who sits at a keyboard.
import type { FastifyRequest } from 'fastify';

import { routeConfig } from './route-config.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    isUnobserved?: boolean;
  }
}

/** No line of the log tells of a request to the route, and in the metrics it is one of those to any route that says this. */
export function Unobserved(): MethodDecorator {
  return routeConfig({ isUnobserved: true });
}

export function isUnobserved(request: FastifyRequest): boolean {
  return request.routeOptions.config?.isUnobserved === true;
}

/** As much of a status as may be told of such a request. */
export function kindOfStatus(status: number): string {
  return `${Math.floor(status / 100)}xx`;
}

/** The labels of all such requests: what failed can be told, and neither what was called nor what exactly became of it. */
export function unobservedLabels(status: number): { readonly method: string; readonly route: string; readonly status: string } {
  return { method: '_OTHER', route: 'unobserved', status: kindOfStatus(status) };
}
