// Requests to the services, through the console's own server: the session's cookie goes with them and no token is ever here.
import createClient, { type Middleware } from 'openapi-fetch';

import { wantMessages } from '../i18n/language.js';
import { ApiError } from './problem.js';
import type { paths } from './schema.js';

const sessionListeners = new Set<() => void>();

/** Calls back when an answer says that the session has ended. */
export function onSignedOut(listener: () => void): () => void {
  sessionListeners.add(listener);
  return () => void sessionListeners.delete(listener);
}

export const tellSignedOut = (): void => sessionListeners.forEach((listener) => listener());

async function errorOf(response: Response): Promise<ApiError> {
  // in the reader's language where it can be loaded; a refusal has the server's words as well
  const [problem] = await Promise.all([response.json().catch(() => ({})) as Promise<ApiError['problem']>, response.status === 401 ? undefined : wantMessages('problems').catch(() => undefined)]);
  return new ApiError(response.status, problem, response.headers.get('x-correlation-id') ?? undefined);
}

const refusals: Middleware = {
  onRequest: ({ request }) => {
    request.headers.set('x-rung-console', '1');
  },
  onResponse: async ({ response }) => {
    if (response.ok || response.status === 304) return;
    const error = await errorOf(response);
    if (error.isSignedOut) tellSignedOut();
    throw error;
  },
  onError: ({ error }) => (error instanceof ApiError ? error : new ApiError(0, { detail: String(error) }, undefined)),
};

export const api = createClient<paths>({ baseUrl: '/api', credentials: 'same-origin' });
api.use(refusals);

/** The body of an answer that was not refused: `api` throws ApiError otherwise. */
export async function body<Data>(answer: Promise<{ readonly data?: Data }>): Promise<Data> {
  return (await answer).data as Data;
}
