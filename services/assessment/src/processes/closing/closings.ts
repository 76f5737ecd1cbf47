import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@rung/event-store';
import { dayOf } from '@rung/service-kit';

import { isAnonymous } from '../../domain/assessment/anonymity.js';
import type { AssessmentState } from '../../domain/assessment/assessment.js';
import { RaterLinks } from '../../privacy/rater-links.js';
import { assessmentStream, Streams } from '../../streams.js';
import { beforeAll, inParallel } from '../in-parallel.js';
import { ProcessCommands } from '../process-commands.js';

const pageSize = 200;
const width = 16;

/** Closes assessments that take no answer any more. */
@Injectable()
export class Closings {
  constructor(
    private readonly streams: Streams,
    private readonly links: RaterLinks,
    private readonly commands: ProcessCommands,
  ) {}

  /** Closes all that is open of a cycle, in order of ids, which says nothing of raters. Safe to repeat. */
  async closeCycle(cycle: string, cause: RecordedEvent): Promise<void> {
    for (let after = beforeAll; ; ) {
      const page = await this.links.unanswered(cycle, after, pageSize);
      const last = page.at(-1);
      if (last === undefined) return;
      await inParallel(page, width, async (id) => void (await this.close(id, cause)));
      after = last;
    }
  }

  /**
   * For reviews that are about to be graded.
   * @returns what closes the assessments of one of them, and answers what they are then: no answer comes after.
   */
  async closerOf(reviews: readonly string[], cause: RecordedEvent): Promise<(review: string) => Promise<AssessmentState[]>> {
    const assessments = await this.links.assessmentsOf(reviews);
    return (review) => Promise.all((assessments.get(review) ?? []).map((id) => this.close(id, cause)));
  }

  /** Closes one that is open. @returns what it is then: no answer comes after. */
  async close(id: string, cause?: RecordedEvent): Promise<AssessmentState> {
    const state = await this.streams.assessmentIfAny(id);
    if (state.status !== 'open') return state;
    await this.commands.run({
      ...assessmentStream(id),
      command: (at) => ({ type: 'CloseAssessment', on: dayOf(at) }),
      ...(isAnonymous(state.role) || cause === undefined ? {} : { cause }),
    });
    return this.streams.assessmentIfAny(id);
  }
}
