// Access tokens of RFC 9068, verified by the rules of RFC 8725: nothing of a token chooses how it is verified.
import { DomainError } from '@rung/event-sourcing';
import {
  createLocalJWKSet,
  createRemoteJWKSet,
  decodeProtectedHeader,
  errors,
  jwtVerify,
  type JSONWebKeySet,
  type JWTPayload,
  type JWTVerifyGetKey,
} from 'jose';

import { systemClock, type Clock } from '../lifecycle/clock.js';
import { unauthenticated, unavailable } from '../problems/refusals.js';
import { isRole, type Actor } from './actor.js';
import { personIdOf } from './person-id.js';
import { createVerifiedTokens } from './verified-tokens.js';

export interface TokenVerifier {
  /**
   * @returns who bears the token.
   * @throws DomainError unauthenticated for a token that is not acceptable; unavailable when the issuer's keys cannot be had.
   */
  verify(token: string): Promise<Actor>;
}

export interface TokenVerifierOptions {
  readonly issuer: string;
  readonly audience: string;
  /** PERSON_ID_SECRET */
  readonly personIdSecret: string;
  /** Where the issuer publishes its keys; or `jwks`, the keys themselves. */
  readonly jwksUrl?: string;
  readonly jwks?: JSONWebKeySet;
  readonly clock?: Clock;
}

interface Expected {
  readonly issuer: string;
  readonly audience: string;
  readonly currentDate: Date;
}

const algorithms = ['EdDSA', 'ES256', 'RS256'];
const clockSkewSeconds = 60;
const longestLifeSeconds = 600;
/** Header fields that bring or point to a key of the token's own choice. */
const keyBringers = ['jku', 'jwk', 'x5u', 'x5c'];

/** Verifies against the issuer's keys: fetched at need, kept ten minutes, asked again for an unknown key twice a minute at most. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const { issuer, audience, personIdSecret, clock = systemClock } = options;
  const keys = keysOf(options);
  const verifiedTokens = createVerifiedTokens();
  return {
    async verify(token) {
      const now = clock.now();
      const known = verifiedTokens.find(token, now);
      if (known !== undefined) return known;
      const { sub = '', exp = 0, roles } = await verified(token, keys, { issuer, audience, currentDate: now });
      if (sub === '') throw unauthenticated('The access token names nobody.');
      const granted = Array.isArray(roles) ? roles.filter(isRole) : [];
      const actor: Actor = { subject: sub, personId: personIdOf(personIdSecret, sub), roles: new Set(granted) };
      verifiedTokens.add(token, actor, new Date((exp + clockSkewSeconds) * 1_000), now);
      return actor;
    },
  };
}

function keysOf({ jwksUrl, jwks }: TokenVerifierOptions): JWTVerifyGetKey {
  if (jwks !== undefined) return createLocalJWKSet(jwks);
  if (jwksUrl === undefined) throw new Error('A token verifier needs the keys of the issuer: jwks or jwksUrl.');
  const remote = createRemoteJWKSet(new URL(jwksUrl), {
    cacheMaxAge: 600_000,
    cooldownDuration: 30_000,
    timeoutDuration: 3_000,
  });
  return async (header, token) => {
    try {
      return await remote(header, token);
    } catch (error) {
      // the bearer's fault is a key that the issuer does not have; anything else is the issuer not answering
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw unavailable('The keys that access tokens are verified with cannot be had right now.', 5);
    }
  };
}

async function verified(token: string, keys: JWTVerifyGetKey, expected: Expected): Promise<JWTPayload> {
  try {
    const header = decodeProtectedHeader(token);
    if (keyBringers.some((field) => field in header)) throw unauthenticated('The access token brings its own key.');
    const { payload } = await jwtVerify(token, keys, {
      ...expected,
      algorithms,
      typ: 'at+jwt',
      clockTolerance: clockSkewSeconds,
      requiredClaims: ['sub', 'exp', 'iat'],
      maxTokenAge: longestLifeSeconds,
    });
    const { exp = 0, iat = 0 } = payload;
    if (exp - iat > longestLifeSeconds) throw unauthenticated('The access token lives for longer than ten minutes.');
    return payload;
  } catch (error) {
    if (error instanceof DomainError) throw error;
    if (error instanceof errors.JWTExpired) throw unauthenticated('The access token has expired.');
    throw unauthenticated('The access token is not acceptable here.');
  }
}
