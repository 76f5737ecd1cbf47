import { Injectable } from '@nestjs/common';
import type { RaterRole } from '@rung/contracts';
import { describeFailure } from '@rung/messaging';
import { dayOf } from '@rung/service-kit';

import { isAnonymous } from '../../domain/assessment/anonymity.js';
import type { AssessmentCommand } from '../../domain/assessment/assessment.js';
import { askingOf } from '../../domain/assessment/asking.js';
import { openingOf } from '../../domain/cycle/answering.js';
import type { KnownCycle } from '../../domain/cycle/cycle.js';
import type { ReviewState } from '../../domain/review/review.js';
import { RaterLinks } from '../../privacy/rater-links.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { assessmentStream, Streams } from '../../streams.js';
import { beforeAll, inParallel } from '../in-parallel.js';
import { ProcessCommands } from '../process-commands.js';
import { Refusals } from '../refusals.js';

const pageSize = 200;
const width = 16;

type Named = Awaited<ReturnType<RaterLinks['named']>>[number];

/**
 * Opens the assessments of raters who were named: many at a time, one after the other in order of their ids, and caused by
 * nothing. Where an assessment stands in the log then tells neither when its rater was named, nor together with whom. Anonymous
 * raters who are named when their phase has begun wait until enough of them do for the same participant (docs/decisions/0014).
 */
@Injectable()
export class Openings {
  constructor(
    private readonly streams: Streams,
    private readonly links: RaterLinks,
    private readonly matrices: Matrices,
    private readonly commands: ProcessCommands,
  ) {}

  /**
   * Safe to repeat, and to run in several processes: an assessment opens once.
   * @throws Error when something kept assessments of a cycle from opening; all others were opened all the same.
   */
  async openDue(): Promise<void> {
    const failures: { readonly cycle: string; readonly cause: unknown }[] = [];
    for (const { cycle, role } of await this.links.waiting()) {
      await this.openDueOf(cycle, role).catch((cause: unknown) => failures.push({ cycle, cause }));
    }
    const [first] = failures;
    if (first === undefined) return;
    const each = failures.map(({ cycle, cause }) => `${cycle} (${describeFailure(cause)})`).join('; ');
    throw new Error(`assessments of these cycles could not be opened: ${each}`, { cause: first.cause });
  }

  private async openDueOf(id: string, role: RaterRole): Promise<void> {
    const cycle = await this.streams.cycle(id);
    const opening = openingOf(cycle, role);
    if (opening === 'now') await this.openAll(cycle, role);
    if (opening === 'never') await this.links.leaveUnopened(id, role);
  }

  private async openAll(cycle: KnownCycle, role: RaterRole): Promise<void> {
    const refusals = new Refusals();
    if (isAnonymous(role)) await this.links.gather(cycle.cycle, role, cycle.policy.grading.minimumPeers);
    for (let after = beforeAll; ; ) {
      const page = await this.links.named(cycle.cycle, role, after, pageSize);
      const last = page.at(-1);
      if (last === undefined) return refusals.mustBeNone();
      await this.openPage(cycle, role, page, refusals);
      if (openingOf(await this.streams.cycle(cycle.cycle), role) !== 'now') return this.closePage(page, refusals);
      after = last.assessment;
    }
  }

  private async openPage(cycle: KnownCycle, role: RaterRole, page: readonly Named[], refusals: Refusals): Promise<void> {
    const content = await this.matrices.pinned(cycle.matrix);
    const reviews = new Map<string, ReviewState>();
    await inParallel([...new Set(page.map(({ review }) => review))], width, async (id) => void reviews.set(id, await this.streams.reviewIfAny(id)));
    for (const { assessment: id, review } of page) {
      const state = reviews.get(review);
      if (state === undefined || state.status === 'none') continue;
      const levels = { current: state.launch.currentLevel, target: state.launch.targetLevel };
      await refusals.keep(review, () => {
        const asking = askingOf(content, levels, role, cycle.policy.peersAsked);
        return this.run(id, (at) => ({ type: 'OpenAssessment', assessment: id, review, role, ...asking, on: dayOf(at) }));
      });
    }
  }

  /** The phase ended meanwhile: what closes the other assessments may not have seen these. */
  private async closePage(page: readonly Named[], refusals: Refusals): Promise<void> {
    for (const { assessment: id, review } of page) await refusals.keep(review, () => this.run(id, (at) => ({ type: 'CloseAssessment', on: dayOf(at) })));
    refusals.mustBeNone();
  }

  private async run(id: string, command: (at: string) => AssessmentCommand): Promise<void> {
    await this.commands.run({ ...assessmentStream(id), command });
  }
}
