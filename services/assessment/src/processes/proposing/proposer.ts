import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@rung/event-store';

import type { AssessmentState } from '../../domain/assessment/assessment.js';
import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { graderOf, type Answer, type Decision, type ReviewLevels } from '../../domain/grading/index.js';
import { AssessmentMetrics } from '../../metrics.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { reviewStream, Streams } from '../../streams.js';
import { Closings } from '../closing/closings.js';
import { inParallel } from '../in-parallel.js';
import { ProcessCommands } from '../process-commands.js';
import type { Refusals } from '../refusals.js';

/** Reviews that are graded at a time: what they append together is committed together. */
const width = 16;

/** What is done to each review, once what all of them need is looked up. */
interface Steps {
  readonly close: (review: string) => Promise<readonly AssessmentState[]>;
  readonly grade: (levels: ReviewLevels, answers: readonly Answer[]) => Decision;
}

/** Closes what is still open of reviews, and proposes their grades. */
@Injectable()
export class Proposer {
  constructor(
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly closings: Closings,
    private readonly commands: ProcessCommands,
    private readonly metrics: AssessmentMetrics,
  ) {}

  /** Reviews that have a proposal, and those that were never launched, are passed over; what is refused for one is kept. */
  async propose(cycle: KnownCycle, reviews: readonly string[], cause: RecordedEvent, refusals: Refusals): Promise<void> {
    const grade = graderOf(cycle.policy.grading, await this.matrices.pinned(cycle.matrix));
    const close = await this.closings.closerOf(reviews, cause);
    await inParallel(reviews, width, (id) => refusals.keep(id, () => this.proposeOne(cycle, id, { close, grade }, cause)));
  }

  private async proposeOne(cycle: KnownCycle, id: string, { close, grade }: Steps, cause: RecordedEvent): Promise<void> {
    const state = await this.streams.reviewIfAny(id);
    if (state.status !== 'launched') return;
    // every assessment is closed before the first answer counts, so that none comes after
    const answers = (await close(id)).flatMap(answersOf);
    const { currentLevel: current, targetLevel: target } = state.launch;
    const decision = grade({ current, target }, answers);
    const { name, version } = cycle.policy.grading;
    await this.commands.run({
      ...reviewStream(id),
      command: (at) => ({ type: 'ProposeGrade', matrix: cycle.matrix, policy: { name, version }, ...decision, at }) as const,
      cause,
    });
    this.metrics.gradeProposed();
  }
}

function answersOf(state: AssessmentState): Answer[] {
  if (state.status !== 'submitted') return [];
  const { assessment: rater, role } = state;
  return state.ratings.map(({ competency, level, value }) => ({ rater, role, competency, level, value }));
}
