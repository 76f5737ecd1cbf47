// What the service's own streams say: the truth that commands and processes decide on, where a view would be behind.
import { Inject, Injectable } from '@nestjs/common';
import { assessmentStreamEvents, cycleEvents, reviewEvents } from '@rung/contracts';
import { fold, type Decider, type DomainEvent, type EventCatalogue } from '@rung/event-sourcing';
import type { EventLog } from '@rung/event-store';

import { assessment, opened, type AssessmentState, type KnownAssessment } from './domain/assessment/assessment.js';
import { created, cycle, type CycleState, type KnownCycle } from './domain/cycle/cycle.js';
import { launched, review, type KnownReview, type ReviewState } from './domain/review/review.js';
import { EVENT_LOG } from './tokens.js';

// A stream, what decides on it and what reads it: all that a command of it is run with.
export const cycleStream = (id: string) => ({ streamId: `cycle/${id}`, decider: cycle, catalogue: cycleEvents });
export const reviewStream = (id: string) => ({ streamId: `review/${id}`, decider: review, catalogue: reviewEvents });
export const assessmentStream = (id: string) => ({ streamId: `assessment/${id}`, decider: assessment, catalogue: assessmentStreamEvents });

interface Stream<State, Event extends DomainEvent> {
  readonly streamId: string;
  readonly decider: Decider<State, never, Event>;
  readonly catalogue: EventCatalogue<Event>;
}

/** The service's streams, folded. Those without `IfAny` throw DomainError `not-found` for one that has no events. */
@Injectable()
export class Streams {
  constructor(@Inject(EVENT_LOG) private readonly log: EventLog) {}

  async cycle(id: string): Promise<KnownCycle> {
    return created(await this.cycleIfAny(id));
  }

  /** With the version of its stream, for what must see that the cycle has moved on. */
  async cycleAtVersion(id: string): Promise<{ readonly cycle: KnownCycle; readonly version: number }> {
    const { state, version } = await this.fold(cycleStream(id));
    return { cycle: created(state), version };
  }

  async cycleIfAny(id: string): Promise<CycleState> {
    return (await this.fold(cycleStream(id))).state;
  }

  async review(id: string): Promise<KnownReview> {
    return launched(await this.reviewIfAny(id));
  }

  /** Status `none` for one that was enrolled and never launched. */
  async reviewIfAny(id: string): Promise<ReviewState> {
    return (await this.fold(reviewStream(id))).state;
  }

  async assessment(id: string): Promise<KnownAssessment> {
    return opened(await this.assessmentIfAny(id));
  }

  /** Status `none` where there is none: its rater was named, and then the process ended. */
  async assessmentIfAny(id: string): Promise<AssessmentState> {
    return (await this.fold(assessmentStream(id))).state;
  }

  private async fold<State, Event extends DomainEvent>(stream: Stream<State, Event>): Promise<{ readonly state: State; readonly version: number }> {
    const { streamId, decider, catalogue } = stream;
    const recorded = await this.log.readStream(streamId);
    return { state: fold(decider, recorded.map((event) => catalogue.read(event))), version: recorded.length };
  }
}
