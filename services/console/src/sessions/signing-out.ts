import type { Cookie } from './cookies.js';
import type { IdentityProvider } from './identity-provider.js';
import type { SessionMetrics } from './session-metrics.js';
import { hashOf, type SessionStore } from './session-store.js';

/** Ends the session here, and says where the provider's own is ended. */
export class SigningOut {
  constructor(
    private readonly store: SessionStore,
    private readonly provider: IdentityProvider,
    private readonly cookie: Cookie,
    private readonly metrics: SessionMetrics,
    private readonly publicUrl: string,
  ) {}

  /** @returns where the browser goes on. A session that is gone already is signed out. */
  async signOut(cookieHeader: string | undefined): Promise<string> {
    const id = this.cookie.read(cookieHeader);
    if (id === undefined) return '/';
    const session = await this.store.find(hashOf(id));
    await this.store.remove(hashOf(id));
    if (session === undefined) return '/';
    this.metrics.signedOut();
    return (await this.provider.signOutUrl(session.idToken, `${this.publicUrl}/`)) ?? '/';
  }
}
