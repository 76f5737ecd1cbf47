import { Module } from '@nestjs/common';
import { createTokenVerifier, ServiceKitModule, startHttp, type Logger, type RunningHttp } from '@rung/service-kit';
import { Registry } from 'prom-client';

import type { DevIssuer } from './dev-issuer.js';
import { IssuerModule } from './issuer.module.js';

export interface IssuerProcessOptions {
  readonly devIssuer: DevIssuer;
  /** 0 for one that is free. */
  readonly port: number;
  readonly logger: Logger;
}

/** The issuer alone, for the distributed shape: on the loopback address and no other. */
export async function startIssuer({ devIssuer, port, logger }: IssuerProcessOptions): Promise<RunningHttp> {
  const { issuer, jwks } = devIssuer;
  // nothing here needs a token, but what the kit guards stays guarded
  const personIdSecret = 'the issuer knows nobody by an opaque id';
  const verifier = createTokenVerifier({ issuer, audience: 'rung', jwks, personIdSecret });

  @Module({
    imports: [
      ServiceKitModule.forRoot({ verifier, registry: new Registry(), logger, personIdSecret }),
      IssuerModule.with(devIssuer),
    ],
  })
  class IssuerProcess {}

  return startHttp(IssuerProcess, {
    host: '127.0.0.1',
    port,
    title: 'Rung development issuer',
    description: 'Signs in demo people; not for production',
    version: '0.1.0',
  });
}
