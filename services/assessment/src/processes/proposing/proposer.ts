import { Injectable } from '@nestjs/common';
import type { RecordedEvent } from '@rung/event-store';

import type { AssessmentState } from '../../domain/assessment/assessment.js';
import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { graderOf, type Answer, type Decision, type ReviewLevels } from '../../domain/grading/index.js';
import { AssessmentMetrics } from '../../metrics.js';
import { RaterLinks } from '../../privacy/rater-links.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { reviewStream, Streams } from '../../streams.js';
import { Closings } from '../closing/closings.js';
import { inParallel } from '../in-parallel.js';
import { ProcessCommands } from '../process-commands.js';
import type { Refusals } from '../refusals.js';

/** Reviews that are graded at a time: what they append together is committed together. */
const width = 16;

type Grade = (levels: ReviewLevels, answers: readonly Answer[]) => Decision;

/** Closes what is still open of reviews, and proposes their grades. */
@Injectable()
export class Proposer {
  constructor(
    private readonly streams: Streams,
    private readonly links: RaterLinks,
    private readonly matrices: Matrices,
    private readonly closings: Closings,
    private readonly commands: ProcessCommands,
    private readonly metrics: AssessmentMetrics,
  ) {}

  /** Reviews that have a proposal, and those that were never launched, are passed over; what is refused for one is kept. */
  async propose(cycle: KnownCycle, reviews: readonly string[], cause: RecordedEvent, refusals: Refusals): Promise<void> {
    const grade = graderOf(cycle.policy.grading, await this.matrices.pinned(cycle.matrix));
    const assessments = await this.links.assessmentsOf(reviews);
    await inParallel(reviews, width, (id) =>
      refusals.keep(id, () => this.proposeOne(cycle, id, assessments.get(id) ?? [], grade, cause)),
    );
  }

  private async proposeOne(cycle: KnownCycle, id: string, assessments: readonly string[], grade: Grade, cause: RecordedEvent): Promise<void> {
    const state = await this.streams.reviewIfAny(id);
    if (state.status !== 'launched') return;
    // every assessment is closed before the first answer counts, so that none comes after
    const closed = await Promise.all(assessments.map((assessmentId) => this.closings.close(assessmentId, cause)));
    const answers = closed.flatMap(answersOf);
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
