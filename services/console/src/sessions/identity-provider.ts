// The organisation's identity provider, as an OpenID Connect client speaks to it: code flow with PKCE, state and nonce.
import { DomainError } from '@rung/event-sourcing';
import { unavailable, type Logger } from '@rung/service-kit';
import * as oidc from 'openid-client';

export interface ProviderOptions {
  readonly issuer: string;
  readonly clientId: string;
  /** Left out for a public client, which PKCE alone protects. */
  readonly clientSecret?: string;
  readonly scope: string;
}

export interface Tokens {
  readonly accessToken: string;
  readonly refreshToken?: string;
  readonly idToken?: string;
  readonly expiresInSeconds: number;
  /** Of the ID token, which comes with a sign-in and not with each refresh. */
  readonly subject?: string;
  readonly name?: string;
}

/** What must be known again when the provider sends the browser back. */
export interface Checks {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
}

const timeoutSeconds = 5;
const retrySeconds = 5;
/** Of a provider that does not say; well below the ten minutes that services accept. */
const defaultLifeSeconds = 60;
/** What the library calls an answer that is not the one to our question; its other failures are the provider's. */
const wrongAnswer = new Set(['OAUTH_INVALID_RESPONSE', 'OAUTH_JWT_CLAIM_COMPARISON_FAILED', 'OAUTH_JWT_TIMESTAMP_CHECK_FAILED', 'OAUTH_INVALID_REQUEST']);
const providersOwn = new Set(['server_error', 'temporarily_unavailable']);

export class IdentityProvider {
  #found: Promise<oidc.Configuration> | undefined;

  constructor(
    private readonly options: ProviderOptions,
    private readonly logger: Pick<Logger, 'warn'>,
  ) {}

  newChecks(): Checks {
    return { state: oidc.randomState(), nonce: oidc.randomNonce(), verifier: oidc.randomPKCECodeVerifier() };
  }

  /** @throws DomainError unavailable */
  async signInUrl({ state, nonce, verifier }: Checks, redirectUri: string): Promise<URL> {
    const configuration = await this.#configuration();
    return oidc.buildAuthorizationUrl(configuration, {
      redirect_uri: redirectUri,
      scope: this.options.scope,
      state,
      nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    });
  }

  /** @param returned where the provider sent the browser. @throws DomainError sign-in-required when it is no answer to our question; unavailable */
  async redeem(returned: URL, { state, nonce, verifier }: Checks): Promise<Tokens> {
    const configuration = await this.#configuration();
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true };
    return this.#tokens(() => oidc.authorizationCodeGrant(configuration, returned, checks), (error) => isGone(error) || isDenied(error) || isWrongAnswer(error));
  }

  /** @throws DomainError sign-in-required when the provider ended it; unavailable */
  async refresh(refreshToken: string): Promise<Tokens> {
    const configuration = await this.#configuration();
    return this.#tokens(() => oidc.refreshTokenGrant(configuration, refreshToken), isGone);
  }

  /** @returns where the provider ends its own session, if it says so. */
  async signOutUrl(idToken: string | undefined, returnTo: string): Promise<string | undefined> {
    const configuration = await this.#configuration().catch(() => undefined);
    if (configuration?.serverMetadata().end_session_endpoint === undefined) return undefined;
    const hint: Record<string, string> = idToken === undefined ? {} : { id_token_hint: idToken };
    return oidc.buildEndSessionUrl(configuration, { ...hint, post_logout_redirect_uri: returnTo }).href;
  }

  /** @param isRefusal tells what the provider means from what it fails at. */
  async #tokens(grant: () => Promise<oidc.TokenEndpointResponse & oidc.TokenEndpointResponseHelpers>, isRefusal: (error: unknown) => boolean): Promise<Tokens> {
    try {
      const answer = await grant();
      const claims = answer.claims();
      return {
        accessToken: answer.access_token,
        refreshToken: answer.refresh_token,
        idToken: answer.id_token,
        expiresInSeconds: answer.expires_in ?? defaultLifeSeconds,
        subject: claims?.sub,
        name: typeof claims?.['name'] === 'string' ? claims['name'] : undefined,
      };
    } catch (error) {
      if (!isRefusal(error)) throw this.#away(error);
      throw new DomainError('sign-in-required', 'The identity provider did not confirm the sign-in, or it was not begun here. Sign in anew.');
    }
  }

  #away(error: unknown): DomainError {
    this.logger.warn({ err: error }, 'the identity provider gives no answer that can be used');
    return unavailable('The identity provider does not answer right now. A session that there is stays; try again in a moment.', retrySeconds);
  }

  /** Asked once; again after a failure, so that a provider may start after us. */
  async #configuration(): Promise<oidc.Configuration> {
    this.#found ??= this.#discover();
    try {
      return await this.#found;
    } catch (error) {
      this.#found = undefined;
      throw this.#away(error);
    }
  }

  #discover(): Promise<oidc.Configuration> {
    const { issuer, clientId, clientSecret } = this.options;
    const authentication = clientSecret === undefined ? oidc.None() : oidc.ClientSecretPost(clientSecret);
    // config.ts takes a plain HTTP address; whoever gives one is on one's own machine or network
    const isPlain = new URL(issuer).protocol === 'http:';
    const execute = isPlain ? [oidc.allowInsecureRequests, oidc.enableNonRepudiationChecks] : [oidc.enableNonRepudiationChecks];
    return oidc.discovery(new URL(issuer), clientId, {}, authentication, { execute, timeout: timeoutSeconds });
  }
}

function isGone(error: unknown): boolean {
  return error instanceof oidc.ResponseBodyError && error.error === 'invalid_grant';
}

function isDenied(error: unknown): boolean {
  return error instanceof oidc.AuthorizationResponseError && !providersOwn.has(error.error);
}

function isWrongAnswer(error: unknown): boolean {
  return error instanceof oidc.ClientError && wrongAnswer.has(String(error.code));
}
