// What OpenID Connect asks of a provider beside the tokens themselves: codes that work once, and tokens to ask for others with.
import { createHash, randomBytes, randomUUID, timingSafeEqual } from 'node:crypto';

import { systemClock, type Clock, type TokenIssuer } from '@rung/service-kit';
import { importJWK, jwtVerify, SignJWT, createLocalJWKSet } from 'jose';

/** What a client asked for when it sent somebody here; sane by the time that it is one. */
export interface CodeRequest {
  readonly clientId: string;
  readonly redirectUri: string;
  readonly nonce?: string;
  /** Of PKCE, by S256. */
  readonly challenge: string;
}

export interface Redemption {
  readonly code: string;
  readonly clientId: string;
  readonly redirectUri: string;
  readonly verifier: string;
}

/** Whose code or token it was. */
export interface Granted {
  readonly person: string;
  readonly nonce?: string;
}

export interface Grants {
  /** @returns a code that works once, for a minute. */
  code(request: CodeRequest, person: string): string;
  /** @returns undefined for a code that is none, was used, is too old or was given to another; it is used up in any case. */
  redeem(redemption: Redemption): Granted | undefined;
  /** Outlives this process, as its key does. */
  refreshToken(person: string, clientId: string): Promise<string>;
  /** @returns undefined for a token that is none of ours for this client, or too old. */
  redeemRefreshToken(token: string, clientId: string): Promise<Granted | undefined>;
  idToken(granted: Granted & { readonly name: string; readonly clientId: string }): Promise<string>;
}

interface IssuedCode extends CodeRequest {
  readonly person: string;
  readonly until: number;
}

const codeLifeMs = 60_000;
const mostCodes = 1_000;
const algorithm = 'EdDSA';
const refreshType = 'rung-refresh+jwt';
const dayMs = 86_400_000;

export async function createGrants(tokens: TokenIssuer, clock: Clock = systemClock): Promise<Grants> {
  const codes = new Map<string, IssuedCode>();
  const key = await importJWK(tokens.privateKey, algorithm);
  const publicKeys = createLocalJWKSet(tokens.jwks);
  const kid = tokens.jwks.keys[0]?.kid;
  const signed = (claims: Record<string, unknown>, type: string, audience: string, person: string, lifeMs: number): Promise<string> => {
    const now = clock.now();
    return new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: type, kid })
      .setIssuer(tokens.issuer)
      .setAudience(audience)
      .setSubject(person)
      .setJti(randomUUID())
      .setIssuedAt(now)
      .setExpirationTime(new Date(now.getTime() + lifeMs))
      .sign(key);
  };
  return {
    code(request, person) {
      const oldest = codes.size >= mostCodes ? codes.keys().next().value : undefined;
      if (oldest !== undefined) codes.delete(oldest);
      const code = randomBytes(32).toString('base64url');
      codes.set(code, { ...request, person, until: clock.now().getTime() + codeLifeMs });
      return code;
    },
    redeem({ code, clientId, redirectUri, verifier }) {
      const issued = codes.get(code);
      codes.delete(code);
      if (issued === undefined || issued.until <= clock.now().getTime()) return undefined;
      const isOurs = issued.clientId === clientId && issued.redirectUri === redirectUri && isChallengeOf(issued.challenge, verifier);
      return isOurs ? { person: issued.person, nonce: issued.nonce } : undefined;
    },
    refreshToken: (person, clientId) => signed({ client_id: clientId }, refreshType, tokens.issuer, person, 30 * dayMs),
    async redeemRefreshToken(token, clientId) {
      const expected = { issuer: tokens.issuer, audience: tokens.issuer, typ: refreshType, algorithms: [algorithm], currentDate: clock.now() };
      const verified = await jwtVerify(token, publicKeys, expected).catch(() => undefined);
      const person = verified?.payload.client_id === clientId ? verified?.payload.sub : undefined;
      return person === undefined ? undefined : { person };
    },
    idToken: ({ person, nonce, name, clientId }) => signed({ name, ...(nonce !== undefined && { nonce }) }, 'JWT', clientId, person, 600_000),
  };
}

function isChallengeOf(challenge: string, verifier: string): boolean {
  const made = createHash('sha256').update(verifier).digest();
  const given = Buffer.from(challenge, 'base64url');
  return given.length === made.length && timingSafeEqual(given, made);
}
