import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { ApiError } from '../api/problem.js';

export type Role = 'hr' | 'matrix-editor' | 'operator' | 'analyst';

export interface Session {
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
  readonly expiresAt: string;
}

/** Who is signed in; null for nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client }): Promise<Session | null> => {
    const session = await readSession();
    forgetOthers(client, session);
    return session;
  },
  staleTime: 60_000,
});

async function readSession(): Promise<Session | null> {
  const response = await fetch('/session', { credentials: 'same-origin', headers: { accept: 'application/json' } }).catch((error: unknown) => {
    throw new ApiError(0, { detail: String(error) }, undefined);
  });
  if (response.status === 401) {
    // an answer that nobody reads to its end keeps the connection
    await response.text();
    return null;
  }
  if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => ({}))) as ApiError['problem'], undefined);
  return (await response.json()) as Session;
}

/** Who signs in at another's tab finds nothing of what that one was shown. */
function forgetOthers(client: QueryClient, session: Session | null): void {
  const before = client.getQueryData<Session | null>(['session']);
  if (before === undefined || before?.person.id === session?.person.id) return;
  client.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== 'session' });
}

/** Where the browser goes to sign in, and from there back to where it was. */
export const signInUrl = (path: string): string => `/session/sign-in?return=${encodeURIComponent(path)}`;

/**
 * What the server has of this person's drafts does not stay on the device; what it does not have waits for them there.
 * Goes on to where the identity provider ends its own session, if it has such a place.
 * @throws ApiError while the session is not known to have ended: who believed it had would leave it to the next person.
 */
export async function signOut(person: string): Promise<void> {
  const { forgetKeptCopies } = await import('../drafts/device-copies.js');
  const forget = () => forgetKeptCopies(person).catch(() => undefined); // a browser without storage keeps nothing
  await forget();
  const response = await fetch('/session/sign-out', { method: 'POST', credentials: 'same-origin', headers: { 'x-rung-console': '1' } }).catch((error: unknown) => {
    throw new ApiError(0, { detail: String(error) }, undefined);
  });
  if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => ({}))) as ApiError['problem'], undefined);
  const { next } = (await response.json()) as { readonly next: string };
  await forget(); // what was under way to the server when this began
  location.assign(next);
}
