import { Module, type DynamicModule } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_PIPE, DiscoveryModule } from '@nestjs/core';
import type { Registry } from 'prom-client';

import { EntryController } from './http/entry.controller.js';
import { AccessAudit } from './identity/access-audit.js';
import { AccessGuard } from './identity/access.guard.js';
import { Authentication } from './identity/authentication.js';
import { PersonIdPipe } from './identity/person-id.pipe.js';
import { Relations } from './identity/relations.js';
import type { TokenVerifier } from './identity/token-verifier.js';
import { BackgroundTasks } from './lifecycle/background-tasks.js';
import { systemClock, type Clock } from './lifecycle/clock.js';
import { ServiceBackgrounds } from './lifecycle/service-background.js';
import { HealthChecks } from './observability/health-checks.js';
import { HealthController } from './observability/health.controller.js';
import type { Logger } from './observability/logger.js';
import { MetricsServer, type MetricsAddress } from './observability/metrics-server.js';
import { MetricsController } from './observability/metrics.controller.js';
import { ProblemFilter } from './problems/problem.filter.js';
import { AcceptGuard } from './requests/accept.guard.js';
import { RequestPipe } from './requests/request.pipe.js';
import { CLOCK, LOGGER, METRICS_ADDRESS, PERSON_ID_SECRET, REGISTRY, TOKEN_VERIFIER } from './tokens.js';

export interface ServiceKitOptions {
  readonly verifier: TokenVerifier;
  /** One per process; the kit adds the process's and HTTP's metrics to it. */
  readonly registry: Registry;
  readonly logger: Logger;
  /** PERSON_ID_SECRET, the same in every service of an installation. */
  readonly personIdSecret: string;
  readonly clock?: Clock;
  /** Where /metrics is served, and nothing else; beside the API where it is left out. */
  readonly metrics?: MetricsAddress;
}

/** What every service has in common, once per process, however many services the process is. Global. */
@Module({})
export class ServiceKitModule {
  static forRoot({ verifier, registry, logger, personIdSecret, clock = systemClock, metrics }: ServiceKitOptions): DynamicModule {
    const given = [
      { provide: TOKEN_VERIFIER, useValue: verifier },
      { provide: REGISTRY, useValue: registry },
      { provide: LOGGER, useValue: logger },
      { provide: PERSON_ID_SECRET, useValue: personIdSecret },
      { provide: CLOCK, useValue: clock },
    ];
    const offered = [Authentication, Relations, HealthChecks, BackgroundTasks, ServiceBackgrounds, PersonIdPipe];
    return {
      module: ServiceKitModule,
      global: true,
      imports: [DiscoveryModule],
      controllers: [EntryController, HealthController, ...(metrics === undefined ? [MetricsController] : [])],
      providers: [
        ...given,
        ...offered,
        AccessAudit,
        ...(metrics === undefined ? [] : [{ provide: METRICS_ADDRESS, useValue: metrics }, MetricsServer]),
        // in this order: who may not do it learns nothing else
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_GUARD, useClass: AcceptGuard },
        { provide: APP_FILTER, useClass: ProblemFilter },
        { provide: APP_PIPE, useClass: RequestPipe },
      ],
      exports: [...given.map(({ provide }) => provide), ...offered],
    };
  }
}
