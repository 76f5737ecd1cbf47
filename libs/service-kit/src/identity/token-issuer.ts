// Signs access tokens as an identity provider would: for the demo's issuer and for tests. Production has a provider of its own.
import { randomUUID } from 'node:crypto';

import { calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, SignJWT, type JSONWebKeySet, type JWK } from 'jose';

import { systemClock, type Clock } from '../lifecycle/clock.js';
import type { Role } from './actor.js';

export interface IssuedToken {
  readonly token: string;
  readonly expiresInSeconds: number;
}

export interface TokenIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The public keys, as /jwks publishes them. */
  readonly jwks: JSONWebKeySet;
  /** The private key, to be kept where tokens must outlive the process. */
  readonly privateKey: JWK;
  issue(personKey: string, roles?: readonly Role[]): Promise<IssuedToken>;
}

export interface TokenIssuerOptions {
  readonly issuer: string;
  /** Default: `rung` */
  readonly audience?: string;
  /** A private Ed25519 key as a JWK; a new one where absent. */
  readonly privateKey?: JWK;
  readonly clock?: Clock;
}

const algorithm = 'EdDSA';
const lifeSeconds = 600;

/** @throws Error (jose's) when the private key is not one. */
export async function createTokenIssuer(options: TokenIssuerOptions): Promise<TokenIssuer> {
  const { issuer, audience = 'rung', clock = systemClock } = options;
  const privateKey = options.privateKey ?? (await newPrivateKey());
  const key = await importJWK(privateKey, algorithm);
  const { kty, crv, x } = privateKey;
  const kid = await calculateJwkThumbprint({ kty, crv, x });
  return {
    issuer,
    audience,
    jwks: { keys: [{ kty, crv, x, kid, alg: algorithm, use: 'sig' }] },
    privateKey,
    async issue(personKey, roles = []) {
      const nowSeconds = Math.floor(clock.now().getTime() / 1_000);
      const token = await new SignJWT({ client_id: 'rung-demo', roles: [...roles] })
        .setProtectedHeader({ alg: algorithm, typ: 'at+jwt', kid })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(personKey)
        .setJti(randomUUID())
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + lifeSeconds)
        .sign(key);
      return { token, expiresInSeconds: lifeSeconds };
    },
  };
}

async function newPrivateKey(): Promise<JWK> {
  const pair = await generateKeyPair(algorithm, { extractable: true });
  return exportJWK(pair.privateKey);
}
