import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import type { Rating } from '@rung/contracts';
import { Commands, dayOf, type Answered, type RequestContext } from '@rung/service-kit';

import { isAnonymous } from '../../domain/assessment/anonymity.js';
import { mustTakeAnswers } from '../../domain/cycle/answering.js';
import { Answering } from '../../privacy/answering.js';
import type { RaterLink } from '../../privacy/rater-links.js';
import { SealingKeys } from '../../privacy/sealing-keys.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { assessmentStream, Streams } from '../../streams.js';
import type { SubmissionBody } from './assessment-api.js';

/** Takes the answers of a rater. */
@Injectable()
export class Submissions {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly answering: Answering,
    private readonly keys: SealingKeys,
  ) {}

  /** @throws DomainError not-found for a stranger's assessment, and whatever refuses the answers. */
  async submit(assessmentId: string, { ratings }: SubmissionBody, context: RequestContext): Promise<Answered> {
    const { link, traceless } = await this.answering.begin(assessmentId, context);
    const before = await this.commands.firstAnswer('assessment', traceless);
    if (before !== undefined) return { version: before.version };

    const state = await this.streams.assessment(assessmentId);
    const cycle = await this.streams.cycle(link.cycle);
    if (state.status === 'open') mustTakeAnswers(cycle, link.role, context.receivedAt);
    const { evidence } = await this.streams.review(link.review);
    const eventId = randomUUID();
    return this.commands.run({
      ...assessmentStream(assessmentId),
      command: {
        type: 'SubmitAssessment',
        ratings: await this.sealed(ratings, link, eventId),
        matrix: await this.matrices.pinned(cycle.matrix),
        evidence,
        on: dayOf(context.receivedAt),
      },
      context: traceless,
      anonymous: isAnonymous(link.role),
      stamp: (event) => ({ ...event, eventId }),
    });
  }

  private async sealed(ratings: SubmissionBody['ratings'], { person, cycle }: RaterLink, eventId: string): Promise<Rating[]> {
    if (ratings.every(({ observation }) => observation === null)) return ratings.map((rating) => ({ ...rating, observation: null }));
    const sealText = await this.keys.sealer(person, 'observation', cycle);
    return ratings.map((rating) => ({ ...rating, observation: rating.observation === null ? null : sealText(rating.observation, eventId) }));
  }
}
