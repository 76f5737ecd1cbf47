import { deepStrictEqual } from 'node:assert/strict';

import { fold, type Decider } from './decider.js';
import { DomainError } from './domain-error.js';
import type { DomainEvent } from './event.js';

export interface Outcome<Event> {
  then(...expected: readonly Event[]): void;
  thenNothing(): void;
  /** Refused with this code; `inspect` may look at the details. */
  thenRejects(code: string, inspect?: (refusal: DomainError) => void): void;
}

/** Specs as sentences built from events: `given(opened).when(submit(…)).thenRejects('evidence-required')`. */
export function specificationOf<State, Command, Event extends DomainEvent>(
  decider: Decider<State, Command, Event>,
): (...past: readonly Event[]) => { when(command: Command): Outcome<Event> } {
  return (...past) => ({
    when(command) {
      const decide = () => decider.decide(command, fold(decider, past));
      return {
        then: (...expected) => deepStrictEqual([...decide()], [...expected]),
        thenNothing: () => deepStrictEqual([...decide()], []),
        thenRejects(code, inspect) {
          let events: readonly Event[];
          try {
            events = decide();
          } catch (error) {
            if (!(error instanceof DomainError)) throw error;
            deepStrictEqual(error.code, code);
            inspect?.(error);
            return;
          }
          throw new Error(`expected a refusal "${code}", got ${JSON.stringify(events.map((event) => event.type))}`);
        },
      };
    },
  });
}
