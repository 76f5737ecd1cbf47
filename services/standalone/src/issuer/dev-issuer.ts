// Signs in whoever one chooses to be: for the demo on one's own machine, and for nothing else.
import {
  createTokenIssuer,
  type Clock,
  type IssuedToken,
  type Role,
  type TokenIssuer,
  type TokenIssuerOptions,
} from '@rung/service-kit';

import type { IssuerClient } from './authorization.js';
import { createGrants, type Grants } from './grants.js';

/** In the languages that the person picker speaks. */
export type Title = Readonly<Record<'ru' | 'en', string>>;

/** Somebody whom one can sign in as. */
export interface DemoPerson {
  /** The organisation's key: the `sub` of the token. */
  readonly key: string;
  readonly name: string;
  readonly title: Title;
  /** What there is to do for who has these roles. */
  readonly does?: Title;
  readonly roles: readonly Role[];
}

export interface DevIssuerOptions {
  /** The `iss` of the tokens, as OIDC_ISSUER names it to the services. */
  readonly issuer: string;
  /** NODE_ENV; `production` is refused. */
  readonly environment: string | undefined;
  readonly people: readonly DemoPerson[];
  /** The private key, where tokens must outlive the process; a new one where absent. */
  readonly privateKey?: TokenIssuerOptions['privateKey'];
  readonly clock?: Clock;
  /** Who may send people here to be signed in; nobody where absent. */
  readonly client?: IssuerClient;
  /** Whether the directory, into which anybody may be imported, has somebody of this key; it has nobody where absent. */
  readonly isInDirectory?: (personKey: string) => Promise<boolean>;
}

export interface DevIssuer {
  readonly people: readonly DemoPerson[];
  readonly issuer: string;
  /** The public keys. */
  readonly jwks: TokenIssuer['jwks'];
  readonly client: IssuerClient | undefined;
  readonly grants: Grants;
  /** Whether the list or the directory has this person. */
  isKnown(personKey: string): Promise<boolean>;
  /**
   * A token for anybody.
   * @param roles those of the person in the list where absent; none for others, such as the people of a directory of one's own.
   */
  issueToken(personKey: string, roles?: readonly Role[]): Promise<IssuedToken>;
}

/** The built-in issuer signs in anybody as anybody: not in production. */
export class IssuerForbidden extends Error {
  constructor() {
    super(
      'The built-in issuer signs in anybody as anybody, so it does not start with NODE_ENV=production. ' +
        'To try Rung here, unset NODE_ENV; in production run the services with the identity provider of your organisation (docs/operations.md).',
    );
    this.name = 'IssuerForbidden';
  }
}

/** @throws IssuerForbidden in production, where the organisation's own identity provider signs people in. */
export async function createDevIssuer(options: DevIssuerOptions): Promise<DevIssuer> {
  const { issuer, environment, people, privateKey, clock, client, isInDirectory } = options;
  if (environment === 'production') {
    throw new IssuerForbidden();
  }
  const tokens = await createTokenIssuer({ issuer, privateKey, clock });
  const rolesOf = new Map(people.map(({ key, roles }) => [key, roles]));
  return {
    people,
    issuer,
    jwks: tokens.jwks,
    client,
    grants: await createGrants(tokens, clock),
    isKnown: async (personKey) => rolesOf.has(personKey) || (await isInDirectory?.(personKey)) === true,
    issueToken: (personKey, roles = rolesOf.get(personKey) ?? []) => tokens.issue(personKey, roles),
  };
}
