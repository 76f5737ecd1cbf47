import { Injectable } from '@nestjs/common';
import { unavailable } from '@rung/service-kit';

import { RaterLinks, type RaterLink } from '../../privacy/rater-links.js';
import { Closings } from '../../processes/closing/closings.js';
import { Streams } from '../../streams.js';

/** Lets another manager assess a participant, as people get new managers in the middle of a cycle. */
@Injectable()
export class ManagerReplacement {
  constructor(
    private readonly links: RaterLinks,
    private readonly closings: Closings,
    private readonly streams: Streams,
  ) {}

  /**
   * Closes the assessment of who was to assess the participant as the manager, unless it is answered. Safe to repeat.
   * @returns why the new one cannot take over; undefined when they have.
   * @throws DomainError unavailable while the former one's assessment is being opened.
   */
  async replace(next: RaterLink): Promise<string | undefined> {
    const { status: own } = await this.streams.assessmentIfAny(next.assessment);
    if (own === 'closed') return 'The assessment of this person was closed when another manager was named, and stays so.';
    const former = await this.links.managersAssessment(next.review);
    if (former !== undefined) {
      const { status } = await this.closings.close(former);
      if (status === 'submitted') return 'The manager who was named before has answered already.';
      if (status === 'none') throw unavailable('The assessment of the former manager is being opened; try again.', 2);
    }
    await this.links.replace(former, next);
    const linked = await this.links.add([next]);
    return linked.has(next.assessment) ? undefined : 'Another person was named as the manager at the same time.';
  }
}
