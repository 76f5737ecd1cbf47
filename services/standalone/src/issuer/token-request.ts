// The three ways to a token: the demo's own, and the two of OAuth that the console uses.
import { z } from 'zod';

import type { DevIssuer } from './dev-issuer.js';

export const signIn = z.strictObject({ person: z.string().min(1).max(200).describe('The key of a person: of the list, or of the directory that was imported') }).meta({ id: 'SignIn' });
export type SignIn = z.infer<typeof signIn>;

const text = z.string().min(1).max(4_000);
const codeGrant = z.object({ grant_type: z.literal('authorization_code'), code: text, redirect_uri: text, client_id: text, code_verifier: text });
const refreshGrant = z.object({ grant_type: z.literal('refresh_token'), refresh_token: text, client_id: text });
export const tokenRequest = z.union([signIn, codeGrant, refreshGrant]);
export type TokenRequest = z.infer<typeof tokenRequest>;

export interface TokenAnswer {
  readonly access_token: string;
  readonly token_type: 'Bearer';
  readonly expires_in: number;
  readonly refresh_token?: string;
  readonly id_token?: string;
}

export interface TokenRefusal {
  readonly error: 'invalid_grant';
  readonly error_description: string;
}

/** A refusal as OAuth words it: its clients read nothing else. */
export async function tokensFor(request: TokenRequest, devIssuer: DevIssuer): Promise<TokenAnswer | TokenRefusal> {
  if ('person' in request) return accessToken(request.person, devIssuer);
  const { grants, people } = devIssuer;
  const { client_id: clientId } = request;
  const granted =
    request.grant_type === 'authorization_code'
      ? grants.redeem({ code: request.code, clientId, redirectUri: request.redirect_uri, verifier: request.code_verifier })
      : await grants.redeemRefreshToken(request.refresh_token, clientId);
  if (granted === undefined) return { error: 'invalid_grant', error_description: 'It is not known here, was used, is too old, or was given to another.' };
  const { person, nonce } = granted;
  const name = people.find(({ key }) => key === person)?.name ?? person;
  return {
    ...(await accessToken(person, devIssuer)),
    refresh_token: await grants.refreshToken(person, clientId),
    id_token: await grants.idToken({ person, nonce, name, clientId }),
  };
}

async function accessToken(person: string, devIssuer: DevIssuer): Promise<TokenAnswer> {
  const { token, expiresInSeconds } = await devIssuer.issueToken(person);
  return { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds };
}
