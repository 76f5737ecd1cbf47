import { Inject, Injectable, Module, type DynamicModule, type OnModuleInit, type Provider } from '@nestjs/common';
import { topics } from '@rung/contracts';
import { Inbox, Parking, Rebuilds, type EventBus, type Projection } from '@rung/messaging';
import {
  LOGGER,
  operatorControllers,
  REGISTRY,
  Relations,
  ServiceBackgrounds,
  type Logger,
  type ProcessRole,
  type ServiceDatabase,
} from '@rung/service-kit';
import type { ViewCache } from '@rung/view-cache';
import type { Registry } from 'prom-client';

import { registerGradeGauge } from './metrics.js';
import { projectionsOf } from './projections.js';
import { Matrices } from './reference/matrices/matrices.js';
import { Managers } from './reference/relations/managers.js';
import { Units } from './reference/relations/units.js';
import { GRADE_CACHE, INBOXES, POOL, PROJECTIONS } from './tokens.js';
import { DistributionController } from './views/distribution/distribution.controller.js';
import { Distributions } from './views/distribution/distributions.js';
import { GradeController } from './views/grade/grade.controller.js';
import { Grades } from './views/grade/grades.js';
import { HeatmapController } from './views/heatmap/heatmap.controller.js';
import { Heatmaps } from './views/heatmap/heatmaps.js';

const ADAPTERS = Symbol('reporting adapters');

/** What the service runs on; each shape brings its own. */
export interface ReportingAdapters {
  readonly database: ServiceDatabase;
  readonly bus: EventBus;
  readonly cache: ViewCache;
  readonly roles: readonly ProcessRole[];
  /** The commit that was built: what a rebuild of a view is bound to. */
  readonly revision?: string;
}

/** What runs beside HTTP, by role. */
@Injectable()
class ReportingBackground implements OnModuleInit {
  constructor(
    @Inject(ADAPTERS) private readonly adapters: ReportingAdapters,
    @Inject(INBOXES) private readonly inboxes: Inboxes,
    @Inject(PROJECTIONS) private readonly projections: readonly Projection[],
    private readonly backgrounds: ServiceBackgrounds,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  onModuleInit(): void {
    const { database, bus, roles, revision } = this.adapters;
    const background = this.backgrounds.of('reporting', database.pool);
    if (!roles.includes('projector')) return;
    registerGradeGauge(this.registry, database.pool);
    background.fill(this.inboxes.assessment, bus, 'inbox-of-assessment');
    background.fill(this.inboxes.matrix, bus, 'inbox-of-matrix');
    background.project(this.projections, revision);
  }
}

interface Inboxes {
  readonly assessment: Inbox;
  readonly matrix: Inbox;
}

/** What is followed, for the process that follows it and for the one that operators call. */
function following({ database, roles }: ReportingAdapters): Provider[] {
  const { pool } = database;
  const inbox = (topic: string, logger: Logger, registry: Registry) =>
    new Inbox({ pool, topic, logger, registry: roles.includes('projector') ? registry : undefined });
  return [
    {
      provide: INBOXES,
      inject: [LOGGER, REGISTRY],
      useFactory: (logger: Logger, registry: Registry): Inboxes => ({
        assessment: inbox(topics.assessment, logger, registry),
        matrix: inbox(topics.matrix, logger, registry),
      }),
    },
    {
      provide: PROJECTIONS,
      inject: [INBOXES, Grades],
      useFactory: (inboxes: Inboxes, grades: Grades) => projectionsOf(inboxes, (reviews) => grades.refresh(reviews)),
    },
    {
      provide: Parking,
      inject: [PROJECTIONS, LOGGER],
      useFactory: (projections: readonly Projection[], logger: Logger) => new Parking({ pool, projections, reactions: [], logger }),
    },
    { provide: Rebuilds, inject: [PROJECTIONS], useFactory: (projections: readonly Projection[]) => new Rebuilds(pool, projections) },
  ];
}

/** What access rules ask, answered from PostgreSQL. */
@Injectable()
class ReportingRelations implements OnModuleInit {
  constructor(
    private readonly relations: Relations,
    private readonly managers: Managers,
  ) {}

  onModuleInit(): void {
    this.relations.register('reporting.manager-of', (actor, person) => this.managers.isAbove(actor.personId, person));
  }
}

@Module({})
export class ReportingModule {
  /** The service on the given adapters, which stay the caller's to close. */
  static with(adapters: ReportingAdapters): DynamicModule {
    return {
      module: ReportingModule,
      controllers: adapters.roles.includes('api') ? [GradeController, DistributionController, HeatmapController, ...operatorControllers('reporting')] : [],
      providers: [
        { provide: ADAPTERS, useValue: adapters },
        { provide: POOL, useValue: adapters.database.pool },
        { provide: GRADE_CACHE, useValue: adapters.cache },
        Managers,
        Units,
        Matrices,
        Grades,
        Distributions,
        Heatmaps,
        ...following(adapters),
        ReportingRelations,
        ReportingBackground,
      ],
    };
  }
}
