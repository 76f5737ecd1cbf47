// The life of a session: begun by a sign-in, kept fresh at need, ended by its person, its age, its rest or the identity provider.
import { randomBytes } from 'node:crypto';

import { DomainError } from '@rung/event-sourcing';
import { unauthenticated, type Actor, type Clock, type TokenVerifier } from '@rung/service-kit';

import type { IdentityProvider, Tokens } from './identity-provider.js';
import type { SessionMetrics } from './session-metrics.js';
import { hashOf, type SessionHash, type SessionStore, type StoredSession } from './session-store.js';

export interface SessionLimits {
  readonly lifetimeMs: number;
  readonly idleMs: number;
}

export interface Session extends StoredSession {
  readonly hash: SessionHash;
  /** When it ends if nobody uses it from now on. */
  readonly expiresAt: Date;
}

/** A token that has less than this left is asked for anew before it is sent. */
const freshForMs = 60_000;
/** A use is written down this often at most. */
const useStepMs = 60_000;

export class Sessions {
  readonly #refreshing = new Map<SessionHash, Promise<StoredSession>>();

  constructor(
    private readonly store: SessionStore,
    private readonly provider: IdentityProvider,
    private readonly verifier: TokenVerifier,
    private readonly clock: Clock,
    private readonly around: { readonly limits: SessionLimits; readonly metrics: SessionMetrics },
  ) {}

  /** @returns the id for the cookie. @throws DomainError sign-in-required when the tokens are of no use here. */
  async begin(tokens: Tokens): Promise<string> {
    const now = this.clock.now();
    const { limits, metrics } = this.around;
    const actor = await this.#actorOf(tokens);
    const id = randomBytes(32).toString('base64url');
    const { accessToken, refreshToken, idToken, name = actor.subject } = tokens;
    const person = { id: actor.personId, name, roles: [...actor.roles] };
    const endsAt = new Date(now.getTime() + limits.lifetimeMs);
    await this.store.sweep(now, new Date(now.getTime() - limits.idleMs));
    await this.store.add(hashOf(id), { person, accessToken, refreshToken, idToken, freshUntil: freshUntil(tokens, now), usedAt: now, endsAt });
    metrics.begun();
    return id;
  }

  /** @param id of the cookie. @throws DomainError sign-in-required where there is no such session any more. */
  async find(id: string | undefined): Promise<Session> {
    const now = this.clock.now();
    const hash = hashOf(id ?? '');
    const stored = id === undefined ? undefined : await this.store.find(hash);
    if (stored === undefined || this.#expiry(stored) <= now) throw signInRequired();
    if (now.getTime() - stored.usedAt.getTime() < useStepMs) return { ...stored, hash, expiresAt: this.#expiry(stored) };
    await this.store.use(hash, now);
    return { ...stored, hash, usedAt: now, expiresAt: this.#expiry({ ...stored, usedAt: now }) };
  }

  /** The session with an access token that may be sent. @throws DomainError sign-in-required, unavailable */
  async fresh(session: Session): Promise<Session> {
    if (!this.#isStale(session)) return session;
    const underWay = this.#refreshing.get(session.hash) ?? this.#refresh(session.hash);
    this.#refreshing.set(session.hash, underWay);
    try {
      return { ...session, ...(await underWay) };
    } finally {
      this.#refreshing.delete(session.hash);
    }
  }

  async end(id: string): Promise<void> {
    await this.store.remove(hashOf(id));
  }

  #refresh(hash: SessionHash): Promise<StoredSession> {
    return this.store
      .exclusively(hash, async (stored) => {
        if (stored === undefined) return { result: signInRequired() };
        // another process was first
        if (!this.#isStale(stored)) return { result: stored };
        try {
          const renewed = await this.#renewed(stored);
          this.around.metrics.refreshed('refreshed');
          return { keep: renewed, result: renewed };
        } catch (error) {
          return this.#notRenewed(stored, error);
        }
      })
      .then((result) => {
        if (result instanceof DomainError) throw result;
        return result;
      });
  }

  async #renewed(stored: StoredSession): Promise<StoredSession> {
    if (stored.refreshToken === undefined) throw signInRequired();
    const now = this.clock.now();
    const tokens = await this.provider.refresh(stored.refreshToken);
    const roles = await this.#rolesOf(tokens, stored);
    return {
      ...stored,
      person: { ...stored.person, roles },
      accessToken: tokens.accessToken,
      refreshToken: tokens.refreshToken ?? stored.refreshToken,
      idToken: tokens.idToken ?? stored.idToken,
      freshUntil: freshUntil(tokens, now),
    };
  }

  /** The provider may have used up the old refresh token: new ones are kept also while its keys cannot be had to look into them. */
  async #rolesOf(tokens: Tokens, { person }: StoredSession): Promise<readonly string[]> {
    try {
      const actor = await this.#actorOf(tokens);
      if (actor.personId === person.id) return [...actor.roles];
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unavailable') return person.roles;
      throw error;
    }
    throw signInRequired();
  }

  /** A refusal ends the session; what is merely not there right now ends nothing, and the old token may have a moment left. */
  #notRenewed(stored: StoredSession, error: unknown): { keep?: 'none'; result: StoredSession | DomainError } {
    const isRefused = error instanceof DomainError && error.code === 'sign-in-required';
    this.around.metrics.refreshed(isRefused ? 'refused' : 'unavailable');
    if (isRefused) return { keep: 'none', result: error };
    if (stored.freshUntil > this.clock.now()) return { result: stored };
    if (error instanceof DomainError) return { result: error };
    throw error;
  }

  /** @throws DomainError sign-in-required: what no service would take is no sign-in. */
  async #actorOf({ accessToken, subject }: Tokens): Promise<Actor> {
    try {
      const actor = await this.verifier.verify(accessToken);
      if (subject === undefined || subject === actor.subject) return actor;
      throw unauthenticated('The two tokens are of different people.');
    } catch (error) {
      if (error instanceof DomainError && error.code === 'unauthenticated') throw signInRequired(error.message);
      throw error;
    }
  }

  #isStale({ freshUntil }: StoredSession): boolean {
    return freshUntil.getTime() - this.clock.now().getTime() < freshForMs;
  }

  #expiry({ usedAt, endsAt }: StoredSession): Date {
    return new Date(Math.min(endsAt.getTime(), usedAt.getTime() + this.around.limits.idleMs));
  }
}

function freshUntil({ expiresInSeconds }: Tokens, now: Date): Date {
  return new Date(now.getTime() + expiresInSeconds * 1_000);
}

function signInRequired(detail = 'There is no session for this request, or it has ended.'): DomainError {
  return new DomainError('sign-in-required', detail, { signIn: '/session/sign-in' });
}
