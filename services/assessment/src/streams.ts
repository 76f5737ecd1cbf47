// What the service's own streams say: the truth that commands and processes decide on, where a view would be behind.
import { Inject, Injectable } from '@nestjs/common';
import { assessmentStreamEvents, cycleEvents, reviewEvents } from '@rung/contracts';
import { fold, type Decider, type DomainEvent, type EventCatalogue } from '@rung/event-sourcing';
import type { EventLog } from '@rung/event-store';

import { assessment, opened, type AssessmentState, type KnownAssessment } from './domain/assessment/assessment.js';
import { created, cycle, type CycleState, type KnownCycle } from './domain/cycle/cycle.js';
import { launched, review, type KnownReview, type ReviewState } from './domain/review/review.js';
import { EVENT_LOG } from './tokens.js';

export const cycleStream = (id: string): string => `cycle/${id}`;
export const reviewStream = (id: string): string => `review/${id}`;
export const assessmentStream = (id: string): string => `assessment/${id}`;

/** The service's streams, folded. Those without `IfAny` throw DomainError `not-found` for one that has no events. */
@Injectable()
export class Streams {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async cycle(id: string): Promise<KnownCycle> {
    return created(await this.cycleIfAny(id));
  }

  /** With the version of its stream, for what must see that the cycle has moved on. */
  async cycleAtVersion(id: string): Promise<{ readonly cycle: KnownCycle; readonly version: number }> {
    const recorded = await this.log.readStream(cycleStream(id));
    return { cycle: created(fold(cycle, recorded.map((event) => cycleEvents.read(event)))), version: recorded.length };
  }

  cycleIfAny(id: string): Promise<CycleState> {
    return this.fold(cycleStream(id), cycle, cycleEvents);
  }

  async review(id: string): Promise<KnownReview> {
    return launched(await this.reviewIfAny(id));
  }

  /** Status `none` for one that was enrolled and never launched. */
  reviewIfAny(id: string): Promise<ReviewState> {
    return this.fold(reviewStream(id), review, reviewEvents);
  }

  async assessment(id: string): Promise<KnownAssessment> {
    return opened(await this.assessmentIfAny(id));
  }

  /** Status `none` where there is none: its rater was named, and then the process ended. */
  assessmentIfAny(id: string): Promise<AssessmentState> {
    return this.fold(assessmentStream(id), assessment, assessmentStreamEvents);
  }

  private async fold<State, Event extends DomainEvent>(
    streamId: string,
    decider: Decider<State, never, Event>,
    catalogue: EventCatalogue<Event>,
  ): Promise<State> {
    const recorded = await this.log.readStream(streamId);
    return fold(decider, recorded.map((event) => catalogue.read(event)));
  }
}
