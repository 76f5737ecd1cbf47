import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { consumerGroupOf, topics } from '@rung/contracts';
import type { EventLog } from '@rung/event-store';
import { Inbox, LogFeed, Projector, Reactor, Rebuilder, Relay, startLoop, type EventBus, type Feed, type Loop, type Projection, type Reaction, type Subscription } from '@rung/messaging';
import { BackgroundTasks, HealthChecks, LOGGER, named, REGISTRY, type Logger, type ProcessRole, type ServiceDatabase } from '@rung/service-kit';
import type { Registry } from 'prom-client';

import { Openings } from './processes/opening/openings.js';
import { DirectoryPublisher } from './processes/publishing/directory-publisher.js';
import { publishingTask } from './processes/publishing/publishing-task.js';
import { raterStatesProjection } from './privacy/rater-states.projector.js';
import { rosterProjection } from './processes/roster/roster.projector.js';
import { matricesProjection } from './reference/matrices/matrices.projector.js';
import { assessmentFormProjection } from './views/assessment-form/assessment-form.projector.js';
import { cycleProgressProjection } from './views/cycle-progress/cycle-progress.projector.js';
import { evidenceProjection } from './views/evidence/evidence.projector.js';
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

/** What runs beside HTTP, by role. */
@Injectable()
export class AssessmentBackground implements OnModuleInit {
  constructor(
    @Inject(ADAPTERS) private readonly adapters: AssessmentAdapters,
    @Inject(REACTIONS) private readonly reactionsOn: (feed: Feed) => readonly Reaction[],
    private readonly publisher: DirectoryPublisher,
    private readonly openings: Openings,
    private readonly tasks: BackgroundTasks,
    private readonly health: HealthChecks,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

  onModuleInit(): void {
    const { database, roles } = this.adapters;
    this.health.add('assessment-database', async () => void (await database.pool.query('select 1')));
    if (roles.includes('projector')) this.addProjector();
    if (roles.includes('worker')) this.addWorker();
    if (roles.includes('relay')) this.addRelay();
  }

  private addProjector(): void {
    const { bus, log } = this.adapters;
    const inbox = new Inbox({ ...this.common(), topic: topics.matrix });
    let subscription: Subscription | undefined;
    this.tasks.add({
      name: 'assessment-inbox',
      start: async () => void (subscription = await inbox.subscribeTo(bus, consumerGroupOf('assessment'))),
      stop: async () => subscription?.stop(),
    });
    const feed = new LogFeed(log, topics.assessment);
    const projections = [matricesProjection(inbox), ...ownProjections.map((make) => make(feed))];
    for (const projection of projections) {
      this.tasks.add(named(`assessment-${projection.name}`, new Projector({ ...this.common(), projection })));
    }
    const { revision: build = 'unknown' } = this.adapters;
    this.tasks.add(named('assessment-rebuilds', new Rebuilder({ ...this.common(), projections, build })));
  }

  private addWorker(): void {
    for (const reaction of this.reactionsOn(new LogFeed(this.adapters.log, topics.assessment))) {
      this.tasks.add(named(`assessment-${reaction.name}`, new Reactor({ ...this.common(), reaction })));
    }
    this.tasks.add(publishingTask(this.publisher, this.logger));
    this.addOpenings();
  }

  private addOpenings(): void {
    const { openingIntervalMs: idleMs = 1_000 } = this.adapters;
    const step = async () => {
      await this.openings.openDue();
      return 'idle' as const;
    };
    let loop: Loop | undefined;
    this.tasks.add({
      name: 'assessment-open-assessments',
      start: () => Promise.resolve(void (loop = startLoop({ name: 'open-assessments', step, logger: this.logger, idleMs }))),
      stop: async () => loop?.stop(),
    });
  }

  private addRelay(): void {
    const { log, bus } = this.adapters;
    this.tasks.add(named('assessment-relay', new Relay({ ...this.common(), log, bus, topic: topics.assessment })));
  }

  private common() {
    return { pool: this.adapters.database.pool, registry: this.registry, logger: this.logger };
  }
}
