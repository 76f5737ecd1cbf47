import { DomainError } from '@rung/event-sourcing';
import { describeFailure, mayPass } from '@rung/messaging';

/** Reviews that a process could not do its part for, told once the others are done. It parks the event, to be tried again. */
export class ReviewsRefused extends Error {
  constructor(refused: ReadonlyMap<string, string>) {
    const each = [...refused].map(([review, why]) => `${review} (${why})`).join(', ');
    super(`${refused.size} of the cycle's reviews, the others are done: ${each}`);
    this.name = 'ReviewsRefused';
  }
}

/** Keeps what is refused for single reviews, so that the other reviews of the cycle are done all the same. */
export class Refusals {
  private readonly refused = new Map<string, string>();

  /** Does something for one review. @throws what may pass: it is to be tried again before anything else. */
  async keep(review: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (mayPass(error)) throw error;
      this.refused.set(review, error instanceof DomainError ? error.code : describeFailure(error));
    }
  }

  /** Keeps what was refused elsewhere. */
  add(review: string, { code }: DomainError): void {
    this.refused.set(review, code);
  }

  has(review: string): boolean {
    return this.refused.has(review);
  }

  /** @throws ReviewsRefused when there was any. */
  mustBeNone(): void {
    if (this.refused.size > 0) throw new ReviewsRefused(this.refused);
  }
}
