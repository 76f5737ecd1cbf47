// A client sends somebody here to be signed in: what it may ask for, and how it hears of the outcome.
import { DomainError } from '@rung/event-sourcing';
import { z } from 'zod';

/** The one client: the console. A public one, as nothing on this machine could keep a secret from it. */
export interface IssuerClient {
  readonly id: string;
  /** Where its codes may go, and nowhere else. */
  readonly redirectUri: string;
}

/** The query of the authorization endpoint; what it does not know is let by, as RFC 6749 asks. */
export const authorizationQuery = z.object({
  client_id: z.string().max(200),
  redirect_uri: z.string().max(2_000),
  response_type: z.string().max(100).optional(),
  scope: z.string().max(500).optional(),
  state: z.string().max(2_000).optional(),
  nonce: z.string().max(500).optional(),
  code_challenge: z.string().max(200).optional(),
  code_challenge_method: z.string().max(20).optional(),
  ui_locales: z.string().max(100).optional(),
  q: z.string().max(200).optional().describe('Whom the page lists: those whose name, key or title holds this'),
});
export type AuthorizationQuery = z.infer<typeof authorizationQuery>;

/** @throws DomainError invalid-request: an address that nobody vouches for is shown no code and no error either. */
export function mustBeClient({ client_id: id, redirect_uri: redirectUri }: AuthorizationQuery, client: IssuerClient | undefined): void {
  if (client !== undefined && id === client.id && redirectUri === client.redirectUri) return;
  throw new DomainError('invalid-request', 'This client is not known here, or not with this redirect_uri.');
}

/** @returns the error of RFC 6749 for what this provider does not do; undefined where all is well. */
export function faultOf({ response_type: type, scope = '', code_challenge: challenge, code_challenge_method: method }: AuthorizationQuery): string | undefined {
  if (type !== 'code') return 'unsupported_response_type';
  if (!scope.split(' ').includes('openid')) return 'invalid_scope';
  if (challenge === undefined || !/^[\w-]{43}$/.test(challenge) || method !== 'S256') return 'invalid_request';
  return undefined;
}

/** @param issuer so that the client knows whose answer it is, by RFC 9207. */
export function answerAt({ redirect_uri: redirectUri, state }: AuthorizationQuery, answer: { readonly code: string } | { readonly error: string }, issuer: string): string {
  const to = new URL(redirectUri);
  for (const [name, value] of Object.entries({ ...answer, state, iss: issuer })) if (value !== undefined) to.searchParams.set(name, value);
  return to.href;
}
