import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { topics } from '@rung/contracts';
import { ServiceBackgrounds, type ServiceBackground } from '@rung/service-kit';

import { ADAPTERS, FOLLOWED, type AssessmentAdapters, type Followed } from './followed.js';
import { Openings } from './processes/opening/openings.js';
import { DirectoryPublisher } from './processes/publishing/directory-publisher.js';

const publishingIdleMs = 300;

/** What runs beside HTTP, by role. */
@Injectable()
export class AssessmentBackground implements OnModuleInit {
  constructor(
    @Inject(ADAPTERS) private readonly adapters: AssessmentAdapters,
    @Inject(FOLLOWED) private readonly followed: Followed,
    private readonly publisher: DirectoryPublisher,
    private readonly openings: Openings,
    private readonly backgrounds: ServiceBackgrounds,
  ) {}

  onModuleInit(): void {
    const { database, log, bus, roles, revision } = this.adapters;
    const { inbox, projections } = this.followed;
    const background = this.backgrounds.of('assessment', database.pool);
    if (roles.includes('projector')) {
      background.fill(inbox, bus);
      background.project(projections, revision);
    }
    if (roles.includes('worker')) this.work(background);
    if (roles.includes('relay')) background.relay({ log, bus, topic: topics.assessment });
  }

  private work(background: ServiceBackground): void {
    const { openingIntervalMs = 1_000 } = this.adapters;
    background.react(this.followed.reactions);
    background.repeat('directory-publisher', publishingIdleMs, async () => ((await this.publisher.publishSome()) === 0 ? 'idle' : 'more'));
    background.repeat('open-assessments', openingIntervalMs, async () => {
      await this.openings.openDue();
      return 'idle';
    });
  }
}
