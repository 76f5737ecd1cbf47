import type { DomainEvent } from './event.js';

/**
 * An aggregate as three values (Chassaing's decider): `decide` refuses with a DomainError or returns events, `[]` when
 * nothing changes; `evolve` never throws. Neither reads a clock, draws a random number or does I/O.
 */
export interface Decider<State, Command, Event extends DomainEvent> {
  readonly initial: State;
  decide(command: Command, state: State): readonly Event[];
  evolve(state: State, event: Event): State;
}

/** The state that a stream's events lead to. */
export function fold<State, Event extends DomainEvent>(
  decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>,
  events: Iterable<Event>,
): State {
  let state = decider.initial;
  for (const event of events) state = decider.evolve(state, event);
  return state;
}
