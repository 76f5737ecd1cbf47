// What the service follows: all that is folded from topics and its own log, and what it does when something happened.
import type { Provider } from '@nestjs/common';
import { topics } from '@rung/contracts';
import type { EventLog } from '@rung/event-store';
import { Inbox, LogFeed, Parking, Rebuilds, type EventBus, type Feed, type Projection, type Reaction } from '@rung/messaging';
import { LOGGER, REGISTRY, type Logger, type ProcessRole, type ServiceDatabase } from '@rung/service-kit';
import type { Registry } from 'prom-client';

import { raterStatesProjection } from './privacy/rater-states.projector.js';
import { rosterProjection } from './processes/roster/roster.projector.js';
import { matricesProjection } from './reference/matrices/matrices.projector.js';
import { assessmentFormProjection } from './views/assessment-form/assessment-form.projector.js';
import { cycleProgressProjection } from './views/cycle-progress/cycle-progress.projector.js';
import { evidenceProjection } from './views/evidence/evidence.projector.js';
import { matrixAuthorsProjection } from './views/matrix-authors/matrix-authors.projector.js';
import { participantsProjection } from './views/participants/participants.projector.js';
import { tasksProjection } from './views/tasks/tasks.projector.js';

export const ADAPTERS = Symbol('assessment adapters');
/** `(feed) => Reaction[]`: the processes, made of their parts by the module. */
export const REACTIONS = Symbol('assessment reactions');

/** What the service runs on; each shape brings its own. */
export interface AssessmentAdapters {
  readonly database: ServiceDatabase;
  readonly log: EventLog;
  readonly bus: EventBus;
  readonly roles: readonly ProcessRole[];
  /** The commit that was built: what a rebuild of a view is bound to. */
  readonly revision?: string;
  /** KEY_ENCRYPTION_KEY: 32 bytes that the keys of sealed text are wrapped under. */
  readonly keyEncryptionKey: Buffer;
  /** Assessments of named raters are opened so often; a second where it is left out. */
  readonly openingIntervalMs?: number;
  /** How long a launch waits for a release that lets no grade go; half a minute where it is left out. */
  readonly releasePatienceMs?: number;
}

/** All that is folded from the service's own log. */
export const ownProjections: readonly ((feed: Feed) => Projection)[] = [
  rosterProjection,
  cycleProgressProjection,
  participantsProjection,
  assessmentFormProjection,
  evidenceProjection,
  raterStatesProjection,
  tasksProjection,
];

export interface Followed {
  /** The matrix service's topic, as this service keeps it. */
  readonly inbox: Inbox;
  readonly projections: readonly Projection[];
  readonly reactions: readonly Reaction[];
}
export const FOLLOWED = Symbol('what assessment follows');

/** For the process that follows it, and for the one that operators call. */
export const following: readonly Provider[] = [
  {
    provide: FOLLOWED,
    inject: [ADAPTERS, REACTIONS, LOGGER, REGISTRY],
    useFactory: (adapters: AssessmentAdapters, reactionsOn: (feed: Feed) => readonly Reaction[], logger: Logger, registry: Registry): Followed => {
      const { database, log, roles } = adapters;
      const isProjector = roles.includes('projector');
      const inbox = new Inbox({ pool: database.pool, topic: topics.matrix, logger, registry: isProjector ? registry : undefined });
      const feed = new LogFeed(log, topics.assessment);
      return { inbox, projections: [matricesProjection(inbox), matrixAuthorsProjection(inbox), ...ownProjections.map((make) => make(feed))], reactions: reactionsOn(feed) };
    },
  },
  {
    provide: Parking,
    inject: [ADAPTERS, FOLLOWED, LOGGER],
    useFactory: ({ database }: AssessmentAdapters, { projections, reactions }: Followed, logger: Logger) =>
      new Parking({ pool: database.pool, projections, reactions, logger }),
  },
  {
    provide: Rebuilds,
    inject: [ADAPTERS, FOLLOWED],
    useFactory: ({ database }: AssessmentAdapters, { projections }: Followed) => new Rebuilds(database.pool, projections),
  },
];
