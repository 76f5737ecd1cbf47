// A service of one controller, with everything that the kit promises to real ones.
import { Writable } from 'node:stream';

import { Module, type OnModuleInit } from '@nestjs/common';
import { Registry } from 'prom-client';

import type { Role } from './identity/actor.js';
import { Relations } from './identity/relations.js';
import { createTokenIssuer, type TokenIssuer } from './identity/token-issuer.js';
import { createTokenVerifier } from './identity/token-verifier.js';
import type { Clock } from './lifecycle/clock.js';
import { startHttp, type HttpOptions, type RunningHttp } from './lifecycle/start-http.js';
import { createLogger } from './observability/logger.js';
import type { MetricsAddress } from './observability/metrics-server.js';
import { ServiceKitModule } from './service-kit.module.js';
import { ThingsController } from './things.fixture.js';

export const personIdSecret = 'a secret of the tests, long enough for all of them';

@Module({ controllers: [ThingsController] })
class TinyModule implements OnModuleInit {
  constructor(private readonly relations: Relations) {}

  onModuleInit(): void {
    this.relations.register('tiny.owner', async (actor, thing) => thing === `thing-of-${actor.subject}`);
  }
}

export interface TinyService extends RunningHttp {
  readonly registry: Registry;
  readonly issuer: TokenIssuer;
  /** The log so far, one object per line. */
  readonly lines: () => Record<string, unknown>[];
  readonly rawLog: () => string;
  /** A request with a token of this person. */
  call(path: string, init?: RequestInit & { as?: string; roles?: readonly Role[] }): Promise<Response>;
}

/** @param modules more modules beside the tiny one. */
export async function startTinyService(
  modules: readonly (new (...dependencies: never[]) => object)[] = [],
  { metrics, clock, ...options }: Partial<HttpOptions> & { readonly metrics?: MetricsAddress; readonly clock?: Clock } = {},
): Promise<TinyService> {
  const written: string[] = [];
  const destination = new Writable({
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk.toString());
      done();
    },
  });
  const logger = createLogger({ level: 'debug', name: 'tiny', destination });
  const issuer = await createTokenIssuer({ issuer: 'https://issuer.example' });
  const verifier = createTokenVerifier({ issuer: issuer.issuer, audience: 'rung', jwks: issuer.jwks, personIdSecret });
  const registry = new Registry();

  @Module({ imports: [ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret, clock, metrics }), TinyModule, ...modules] })
  class RootModule {}

  const running = await startHttp(RootModule, {
    host: '127.0.0.1',
    port: 0,
    title: 'Tiny',
    description: 'A service of the tests',
    version: '1.2.3',
    ...options,
  });
  return {
    ...running,
    registry,
    issuer,
    lines: () => written.join('').split('\n').filter(Boolean).map((line) => JSON.parse(line) as Record<string, unknown>),
    rawLog: () => written.join(''),
    async call(path, { as, roles = [], ...init } = {}) {
      const headers = new Headers(init.headers);
      if (as !== undefined) headers.set('authorization', `Bearer ${(await issuer.issue(as, roles)).token}`);
      return fetch(running.url + path, { ...init, headers });
    },
  };
}
