import { Injectable } from '@nestjs/common';
import type { RaterRole } from '@rung/contracts';
import type { RecordedEvent } from '@rung/event-store';
import { dayOf } from '@rung/service-kit';

import { askingOf } from '../../domain/assessment/asking.js';
import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { assessmentIdOf, reviewIdOf } from '../../privacy/derived-ids.js';
import { RaterLinks, type RaterLink } from '../../privacy/rater-links.js';
import { SealingKeys } from '../../privacy/sealing-keys.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { assessmentStream, reviewStream } from '../../streams.js';
import { inParallel } from '../in-parallel.js';
import { ProcessCommands } from '../process-commands.js';
import type { Refusals } from '../refusals.js';
import type { Enrolled } from '../roster/roster.js';

/** Appends that wait together are committed together. */
const width = 16;

/** Launches reviews, and opens the assessments that open by themselves: the participant's own and the manager's. */
@Injectable()
export class Launcher {
  constructor(
    private readonly secrets: CycleSecrets,
    private readonly keys: SealingKeys,
    private readonly links: RaterLinks,
    private readonly matrices: Matrices,
    private readonly commands: ProcessCommands,
  ) {}

  /**
   * Opens all but what is refused, which is kept; the caller marks it in the roster. Safe to repeat for those that are launched
   * already, wholly or in part.
   */
  async launch(cycle: KnownCycle, enrolled: readonly Enrolled[], cause: RecordedEvent, refusals: Refusals): Promise<void> {
    const secret = await this.secrets.of(cycle.cycle);
    await this.keys.draw(cycle.cycle, enrolled.map(({ person }) => person));
    const links = enrolled.flatMap((participant) => ownLinks(secret, participant));
    const linked = await this.links.add(links);
    await inParallel(enrolled, width, (participant) =>
      refusals.keep(participant.review, () => this.launchReview(cycle, participant, cause)),
    );
    const participants = new Map(enrolled.map((participant) => [participant.review, participant]));
    await inParallel(links.filter((link) => linked.has(link.assessment)), width, (link) =>
      refusals.keep(link.review, () => this.open(cycle, participants.get(link.review) as Enrolled, link, cause)),
    );
  }

  /** The review that somebody has in a cycle, or would have. */
  async reviewOf({ cycle }: KnownCycle, person: string): Promise<string> {
    return reviewIdOf(await this.secrets.of(cycle), person);
  }

  private async launchReview(cycle: KnownCycle, participant: Enrolled, cause: RecordedEvent): Promise<void> {
    const command = (at: string) => ({ type: 'LaunchReview', launch: { ...participant, matrix: cycle.matrix, at } }) as const;
    await this.commands.run({ ...reviewStream(participant.review), command, cause });
  }

  private async open(cycle: KnownCycle, participant: Enrolled, { assessment: id, role }: RaterLink, cause: RecordedEvent): Promise<void> {
    const content = await this.matrices.pinned(cycle.matrix);
    const levels = { current: participant.currentLevel, target: participant.targetLevel };
    const asking = askingOf(content, levels, role, cycle.policy.peersAsked);
    const command = (at: string) => ({ type: 'OpenAssessment', assessment: id, review: participant.review, role, ...asking, on: dayOf(at) }) as const;
    await this.commands.run({ ...assessmentStream(id), command, cause });
  }
}

function ownLinks(secret: Buffer, { cycle, review: reviewId, person, manager }: Enrolled): RaterLink[] {
  const link = (rater: string, role: RaterRole): RaterLink => ({
    assessment: assessmentIdOf(secret, person, rater, role),
    cycle,
    review: reviewId,
    person,
    rater,
    role,
  });
  return manager === null ? [link(person, 'self')] : [link(person, 'self'), link(manager, 'manager')];
}
