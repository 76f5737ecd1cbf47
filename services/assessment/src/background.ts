import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { consumerGroupOf, topics } from '@rung/contracts';
import { Projector, Reactor, Rebuilder, Relay, startLoop, type Loop, type Subscription } from '@rung/messaging';
import { BackgroundTasks, HealthChecks, LOGGER, named, REGISTRY, type Logger } from '@rung/service-kit';
import type { Registry } from 'prom-client';

import { ADAPTERS, FOLLOWED, type AssessmentAdapters, type Followed } from './followed.js';
import { Openings } from './processes/opening/openings.js';
import { DirectoryPublisher } from './processes/publishing/directory-publisher.js';
import { publishingTask } from './processes/publishing/publishing-task.js';

/** What runs beside HTTP, by role. */
@Injectable()
export class AssessmentBackground implements OnModuleInit {
  constructor(
    @Inject(ADAPTERS) private readonly adapters: AssessmentAdapters,
    @Inject(FOLLOWED) private readonly followed: Followed,
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
    const { bus } = this.adapters;
    const { inbox, projections } = this.followed;
    let subscription: Subscription | undefined;
    this.tasks.add({
      name: 'assessment-inbox',
      start: async () => void (subscription = await inbox.subscribeTo(bus, consumerGroupOf('assessment'))),
      stop: async () => subscription?.stop(),
    });
    for (const projection of projections) {
      this.tasks.add(named(`assessment-${projection.name}`, new Projector({ ...this.common(), projection })));
    }
    const { revision: build = 'unknown' } = this.adapters;
    this.tasks.add(named('assessment-rebuilds', new Rebuilder({ ...this.common(), projections, build })));
  }

  private addWorker(): void {
    for (const reaction of this.followed.reactions) {
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
