import type { FastifyRequest } from 'fastify';

import type { Cookie } from './cookies.js';
import { mustBeOwn } from './same-origin.js';
import type { Session, Sessions } from './sessions.js';

/** The session of a request, by its cookie. */
export class CookieSessions {
  constructor(
    private readonly sessions: Sessions,
    private readonly cookie: Cookie,
    private readonly publicUrl: string,
  ) {}

  /** @throws DomainError sign-in-required */
  of(cookieHeader: string | undefined): Promise<Session> {
    return this.sessions.find(this.cookie.read(cookieHeader));
  }

  /** @returns an access token to send on. @throws DomainError sign-in-required, unavailable */
  async tokenOf({ headers: { cookie } }: FastifyRequest): Promise<string> {
    const { accessToken } = await this.sessions.fresh(await this.of(cookie));
    return accessToken;
  }

  /** @throws DomainError forbidden */
  mustBeOwn({ method, headers }: FastifyRequest): void {
    mustBeOwn(method, headers, this.publicUrl);
  }

  clear(): string {
    return this.cookie.clear();
  }
}
