import { Inject, Injectable, Module, type DynamicModule, type OnModuleInit } from '@nestjs/common';
import { topics, type Approver } from '@rung/contracts';
import type { EventLog } from '@rung/event-store';
import { Inbox, LogFeed, Parking, Rebuilds, type EventBus, type Feed, type Projection } from '@rung/messaging';
import {
  Commands,
  LOGGER,
  operatorControllers,
  PERSON_ID_SECRET,
  REGISTRY,
  ServiceBackgrounds,
  type Logger,
  type ProcessRole,
  type ServiceDatabase,
} from '@rung/service-kit';
import type { Registry } from 'prom-client';
import { DataSource } from 'typeorm';

import { CopiesController } from './commands/catalogue/copies.controller.js';
import { DraftsController } from './commands/drafts/drafts.controller.js';
import { ImportAcceptance } from './commands/imports/import-acceptance.js';
import { ImportPreviews } from './commands/imports/import-previews.js';
import { ImportsController } from './commands/imports/imports.controller.js';
import { RememberedMappings } from './commands/imports/remembered-mappings.js';
import { StagedImports } from './commands/imports/staged-imports.js';
import { TextReader } from './commands/imports/text-reader.js';
import { ApprovalsController } from './commands/versions/approvals.controller.js';
import { BeginController } from './commands/versions/begin.controller.js';
import { Beginnings } from './commands/versions/beginnings.js';
import { VersionsController } from './commands/versions/versions.controller.js';
import { MatrixStreams } from './matrix-streams.js';
import { EVENT_LOG, ORGANISATION_APPROVER } from './tokens.js';
import { Affected } from './views/affected/affected.js';
import { AffectedController } from './views/affected/affected.controller.js';
import { affectedProjection } from './views/affected/affected.projector.js';
import { CatalogueController } from './views/catalogue/catalogue.controller.js';
import { DiffController } from './views/diff/diff.controller.js';
import { ExportController } from './views/export/export.controller.js';
import { Exports } from './views/export/exports.js';
import { GridAnswers } from './views/grid/grid-answers.js';
import { GridController } from './views/grid/grid.controller.js';
import { gridProjection } from './views/grid/grid.projector.js';
import { Grids } from './views/grid/grids.js';
import { Histories } from './views/history/histories.js';
import { HistoryController } from './views/history/history.controller.js';
import { historyProjection } from './views/history/history.projector.js';
import { MigrationController } from './views/migration/migration.controller.js';
import { MigrationMaps } from './views/migration/migration-maps.js';
import { migrationProjection } from './views/migration/migration.projector.js';
import { PastVersions } from './views/past/past-versions.js';
import { ReadinessController } from './views/readiness/readiness.controller.js';

const ADAPTERS = Symbol('matrix adapters');
const PROJECTIONS = Symbol('projections of the matrix service');
const INBOX = Symbol('what the assessment service told');
const controllers = [
  ImportsController, CopiesController, BeginController, DraftsController, ApprovalsController, VersionsController,
  GridController, ExportController, HistoryController, DiffController, AffectedController, MigrationController, ReadinessController, CatalogueController,
];

/** All views of the service: of its own log, and of what the assessment service tells. */
export function projectionsOf(own: Feed, assessment: Feed): readonly Projection[] {
  return [gridProjection(own), historyProjection(own), migrationProjection(own), affectedProjection(assessment)];
}

/** What the service runs on; each shape brings its own. */
export interface MatrixAdapters {
  readonly database: ServiceDatabase;
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly roles: readonly ProcessRole[];
  /** Who approves drafts, at the least; nobody has to unless given. */
  readonly approver?: Approver;
  /** The commit that was built: what a rebuild of a view is bound to. */
  readonly revision?: string;
}

/** What runs beside HTTP, by role. */
@Injectable()
class MatrixBackground implements OnModuleInit {
  constructor(
    @Inject(ADAPTERS) private readonly adapters: MatrixAdapters,
    @Inject(INBOX) private readonly inbox: Inbox,
    @Inject(PROJECTIONS) private readonly projections: readonly Projection[],
    private readonly backgrounds: ServiceBackgrounds,
  ) {}

  onModuleInit(): void {
    const { database, log, bus, roles, revision } = this.adapters;
    const background = this.backgrounds.of('matrix', database.pool);
    if (roles.includes('projector')) {
      background.fill(this.inbox, bus);
      background.project(this.projections, revision);
    }
    if (roles.includes('relay')) background.relay({ log, bus, topic: topics.matrix });
  }
}

@Module({})
export class MatrixModule {
  /** The service on the given adapters, which stay the caller's to close. */
  static with(adapters: MatrixAdapters): DynamicModule {
    return {
      module: MatrixModule,
      controllers: adapters.roles.includes('api') ? [...controllers, ...operatorControllers('matrix')] : [],
      providers: [
        { provide: ADAPTERS, useValue: adapters },
        { provide: EVENT_LOG, useValue: adapters.log },
        { provide: ORGANISATION_APPROVER, useValue: adapters.approver ?? 'nobody' },
        { provide: DataSource, useValue: adapters.database.dataSource },
        { provide: Commands, inject: [PERSON_ID_SECRET], useFactory: (secret: string) => new Commands(adapters.log, secret) },
        {
          provide: INBOX,
          inject: [LOGGER, REGISTRY],
          useFactory: (logger: Logger, registry: Registry) =>
            new Inbox({ pool: adapters.database.pool, topic: topics.assessment, logger, registry: adapters.roles.includes('projector') ? registry : undefined }),
        },
        { provide: PROJECTIONS, inject: [INBOX], useFactory: (inbox: Inbox) => projectionsOf(new LogFeed(adapters.log, topics.matrix), inbox) },
        {
          provide: Parking,
          inject: [PROJECTIONS, LOGGER],
          useFactory: (projections: readonly Projection[], logger: Logger) =>
            new Parking({ pool: adapters.database.pool, projections, reactions: [], logger }),
        },
        { provide: Rebuilds, inject: [PROJECTIONS], useFactory: (projections: readonly Projection[]) => new Rebuilds(adapters.database.pool, projections) },
        StagedImports,
        { provide: TextReader, useFactory: () => new TextReader() },
        RememberedMappings,
        ImportPreviews,
        ImportAcceptance,
        MatrixStreams,
        Beginnings,
        PastVersions,
        Grids,
        GridAnswers,
        Histories,
        MigrationMaps,
        Affected,
        Exports,
        MatrixBackground,
      ],
    };
  }
}
