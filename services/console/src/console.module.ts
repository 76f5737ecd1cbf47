import { Inject, Injectable, Module, type DynamicModule } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { CLOCK, HealthChecks, LOGGER, REGISTRY, TOKEN_VERIFIER, type Clock, type Logger, type TokenVerifier } from '@rung/service-kit';
import type { FastifyInstance } from 'fastify';
import type { Registry } from 'prom-client';

import { Gateway } from './gateway/gateway.js';
import { builtPageIn } from './pages/built-page.js';
import { PageController } from './pages/page.controller.js';
import { routePagesOn } from './pages/page-routing.js';
import { Pages } from './pages/pages.js';
import { CookieSessions } from './sessions/cookie-sessions.js';
import { cookiesOf } from './sessions/cookies.js';
import { IdentityProvider } from './sessions/identity-provider.js';
import { SessionMetrics } from './sessions/session-metrics.js';
import { SessionStore } from './sessions/session-store.js';
import { SessionController } from './sessions/session.controller.js';
import { Sessions } from './sessions/sessions.js';
import { SignIn } from './sessions/sign-in.js';
import { SigningOut } from './sessions/signing-out.js';
import { CONSOLE_ADAPTERS, type ConsoleAdapters } from './tokens.js';

const defaultLifetimeMs = 43_200_000;
const defaultIdleMs = 7_200_000;

/** Before any route is registered, the router learns what a page is. */
@Injectable()
class PageRouting {
  constructor(host: HttpAdapterHost, pages: Pages) {
    routePagesOn(host.httpAdapter.getInstance<FastifyInstance>(), (address) => pages.isFile(address));
  }
}

@Injectable()
class ConsoleHealth {
  constructor(@Inject(CONSOLE_ADAPTERS) { database }: ConsoleAdapters, health: HealthChecks) {
    health.add('the database of console', async () => void (await database.pool.query('select 1')));
  }
}

@Module({})
export class ConsoleModule {
  /** The console on the given adapters, which stay the caller's to close. @throws SystemError when the built page cannot be read. */
  static async with(adapters: ConsoleAdapters): Promise<DynamicModule> {
    const { database, publicUrl, provider, sessionSecret: secret, lifetimeMs = defaultLifetimeMs, idleMs = defaultIdleMs } = adapters;
    const cookies = cookiesOf(publicUrl);
    const built = adapters.webDir === undefined ? undefined : await builtPageIn(adapters.webDir);
    return {
      module: ConsoleModule,
      controllers: [SessionController, PageController],
      providers: [
        { provide: CONSOLE_ADAPTERS, useValue: adapters },
        { provide: Pages, useValue: new Pages(built) },
        { provide: SessionStore, useValue: new SessionStore(database, secret) },
        { provide: SessionMetrics, inject: [REGISTRY], useFactory: (registry: Registry) => new SessionMetrics(registry) },
        { provide: IdentityProvider, inject: [LOGGER], useFactory: (logger: Logger) => new IdentityProvider(provider, logger) },
        {
          provide: Sessions,
          inject: [SessionStore, IdentityProvider, TOKEN_VERIFIER, CLOCK, SessionMetrics],
          useFactory: (store: SessionStore, idp: IdentityProvider, verifier: TokenVerifier, clock: Clock, metrics: SessionMetrics) =>
            new Sessions(store, idp, verifier, clock, { limits: { lifetimeMs, idleMs }, metrics }),
        },
        {
          provide: SignIn,
          inject: [IdentityProvider, Sessions, CLOCK],
          useFactory: (idp: IdentityProvider, sessions: Sessions, clock: Clock) =>
            new SignIn({ publicUrl, secret, cookies, lifetimeMs }, idp, sessions, clock),
        },
        {
          provide: SigningOut,
          inject: [SessionStore, IdentityProvider, SessionMetrics],
          useFactory: (store: SessionStore, idp: IdentityProvider, metrics: SessionMetrics) =>
            new SigningOut(store, idp, cookies.session, metrics, publicUrl),
        },
        { provide: CookieSessions, inject: [Sessions], useFactory: (sessions: Sessions) => new CookieSessions(sessions, cookies.session, publicUrl) },
        PageRouting,
        ConsoleHealth,
        Gateway,
      ],
    };
  }
}
