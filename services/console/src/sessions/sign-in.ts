import { DomainError } from '@rung/event-sourcing';
import type { Clock } from '@rung/service-kit';
import { z } from 'zod';

import type { Cookies } from './cookies.js';
import type { IdentityProvider } from './identity-provider.js';
import { returnPathOf } from './return-path.js';
import { seal, unseal } from './sealing.js';
import type { Sessions } from './sessions.js';

/** What a sign-in must find again; sealed in a cookie of its own, so that whoever begins one costs us nothing. */
const begun = z.object({ state: z.string(), nonce: z.string(), verifier: z.string(), returnTo: z.string(), until: z.number() });

export interface SignInOptions {
  readonly publicUrl: string;
  readonly secret: Buffer;
  readonly cookies: Cookies;
  readonly lifetimeMs: number;
}

export interface Redirect {
  readonly location: string;
  readonly cookies: readonly string[];
}

const mayTakeSeconds = 600;
const purpose = 'sign-in';
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** From the page to the identity provider, and back with a session. */
export class SignIn {
  constructor(
    private readonly options: SignInOptions,
    private readonly provider: IdentityProvider,
    private readonly sessions: Sessions,
    private readonly clock: Clock,
  ) {}

  /** @param host as the browser named us. @throws DomainError unavailable */
  async begin(returnTo: unknown, host: string | undefined): Promise<Redirect> {
    const path = returnPathOf(returnTo);
    const elsewhere = this.#ownNameInstead(path, host);
    if (elsewhere !== undefined) return { location: elsewhere, cookies: [] };
    const checks = this.provider.newChecks();
    const location = await this.provider.signInUrl(checks, this.#redirectUri());
    const kept = { ...checks, returnTo: path, until: this.clock.now().getTime() + mayTakeSeconds * 1_000 };
    const sealed = seal(this.options.secret, purpose, JSON.stringify(kept)).toString('base64url');
    return { location: location.href, cookies: [this.options.cookies.signIn.set(sealed, mayTakeSeconds)] };
  }

  /**
   * @param url that the provider sent the browser to, from the path on.
   * @throws DomainError sign-in-required for what this browser has not begun, or the provider does not confirm; unavailable
   */
  async finish(url: string, cookieHeader: string | undefined): Promise<Redirect> {
    const { cookies, publicUrl, lifetimeMs } = this.options;
    const { returnTo, ...checks } = this.#begun(cookies.signIn.read(cookieHeader));
    const tokens = await this.provider.redeem(new URL(url, publicUrl), checks);
    const id = await this.sessions.begin(tokens);
    const before = cookies.session.read(cookieHeader);
    if (before !== undefined) await this.sessions.end(before);
    return { location: returnTo, cookies: [cookies.session.set(id, Math.floor(lifetimeMs / 1_000)), cookies.signIn.clear()] };
  }

  #begun(cookie: string | undefined): z.infer<typeof begun> {
    const text = cookie === undefined ? undefined : unseal(this.options.secret, purpose, Buffer.from(cookie, 'base64url'));
    const kept = text === undefined ? undefined : begun.parse(JSON.parse(text));
    if (kept !== undefined && kept.until > this.clock.now().getTime()) return kept;
    throw new DomainError('sign-in-required', 'This browser has begun no sign-in in the last ten minutes. Sign in anew.');
  }

  /** Who opened `localhost` gets no cookie of `127.0.0.1`, where the provider leads back to: the sign-in begins there. */
  #ownNameInstead(path: string, host: string | undefined): string | undefined {
    const own = new URL(this.options.publicUrl);
    if (host === undefined || host === own.host || !loopback.has(own.hostname)) return undefined;
    const isOtherName = URL.canParse(`http://${host}`) && loopback.has(new URL(`http://${host}`).hostname) && new URL(`http://${host}`).port === own.port;
    return isOtherName ? `${own.origin}/session/sign-in?return=${encodeURIComponent(path)}` : undefined;
  }

  #redirectUri(): string {
    return `${this.options.publicUrl}/session/callback`;
  }
}
