import { queryOptions, type QueryClient } from '@tanstack/react-query';

import { tellSignedOut } from '../api/client.js';
import { ApiError } from '../api/problem.js';
import { tellOtherTabs } from './other-tabs.js';

export type Role = 'hr' | 'matrix-editor' | 'operator' | 'analyst';

export interface Session {
  readonly person: { readonly id: string; readonly name: string; readonly roles: readonly Role[] };
  readonly expiresAt: string;
}

/** Who is signed in; null where nobody was since the page was loaded: a session that ends takes nobody's page away. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ client }): Promise<Session | null> => {
    const session = await readSession();
    if (session !== null) forgetOthers(client, session);
    const before = client.getQueryData<Session | null>(['session']) ?? null;
    if (session === null && before !== null) tellSignedOut();
    return session ?? before;
  },
  staleTime: 60_000,
});

/** Shows whose session it is by now, where it is somebody's. @returns whether it is */
export async function isSignedInAgain(client: QueryClient): Promise<boolean> {
  const session = await readSession().catch(() => null);
  if (session === null) return false;
  forgetOthers(client, session);
  client.setQueryData(sessionQuery.queryKey, session);
  return true;
}

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
function forgetOthers(client: QueryClient, session: Session): void {
  const before = client.getQueryData<Session | null>(['session']);
  if (before === undefined || before?.person.id === session.person.id) return;
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
  const { forgetKeptCopies } = await import('../drafts/device/device-copies.js');
  const forget = () => forgetKeptCopies(person).catch(() => undefined); // a browser without storage keeps nothing
  await forget();
  const response = await fetch('/session/sign-out', { method: 'POST', credentials: 'same-origin', headers: { 'x-rung-console': '1' } }).catch((error: unknown) => {
    throw new ApiError(0, { detail: String(error) }, undefined);
  });
  if (!response.ok) throw new ApiError(response.status, (await response.json().catch(() => ({}))) as ApiError['problem'], undefined);
  const { next } = (await response.json()) as { readonly next: string };
  tellOtherTabs();
  await forget(); // what was under way to the server when this began
  location.assign(next);
}
