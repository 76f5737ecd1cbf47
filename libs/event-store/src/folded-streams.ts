// What long streams lead to, kept in the process between commands: deciding on one costs what came since, however long it is.
import type { Decider, DomainEvent, EventCatalogue } from '@rung/event-sourcing';

import type { EventLog } from './event-log.js';

/** A stream as it was loaded to be decided on. */
export interface Loaded<State> {
  /** 0 for a stream that has not begun. */
  readonly version: number;
  readonly state: State;
}

interface Kept<State> extends Loaded<State> {
  /** Of the last event that is in the state. */
  readonly eventId: string;
  readonly epoch: string;
}

export interface FoldedStreamsOptions<State, Event extends DomainEvent> {
  readonly log: Pick<EventLog, 'readStream'>;
  readonly decider: Pick<Decider<State, never, Event>, 'initial' | 'evolve'>;
  readonly catalogue: Pick<EventCatalogue<Event>, 'read'>;
  /** How many streams are kept, those that were asked for last. */
  readonly mostKept: number;
}

/**
 * Never stale: each load reads the last event that is known once more, with what came since, and folds all of the stream anew where that is
 * another one by now, or of another epoch, as it is after a restore. Events never change, so who has the last one has all before it.
 */
export class FoldedStreams<State, Event extends DomainEvent> {
  readonly #kept = new Map<string, Kept<State>>();

  constructor(private readonly options: FoldedStreamsOptions<State, Event>) {}

  async load(streamId: string): Promise<Loaded<State>> {
    const loaded = (await this.#continued(streamId, this.#kept.get(streamId))) ?? (await this.#folded(streamId));
    this.#keep(streamId, loaded);
    return { version: loaded?.version ?? 0, state: loaded?.state ?? this.options.decider.initial };
  }

  /** Undefined where the stream does not go on from there. */
  async #continued(streamId: string, known: Kept<State> | undefined): Promise<Kept<State> | undefined> {
    if (known === undefined) return undefined;
    const [last, ...since] = await this.options.log.readStream(streamId, known.version - 1);
    const isSame = last?.eventId === known.eventId && last.streamVersion === known.version && last.epoch === known.epoch;
    return isSame ? this.#after(known, since) : undefined;
  }

  async #folded(streamId: string): Promise<Kept<State> | undefined> {
    return this.#after(undefined, await this.options.log.readStream(streamId));
  }

  #after(known: Kept<State> | undefined, since: Awaited<ReturnType<EventLog['readStream']>>): Kept<State> | undefined {
    const { decider, catalogue } = this.options;
    return since.reduce<Kept<State> | undefined>((before, event) => {
      const state = decider.evolve(before?.state ?? decider.initial, catalogue.read(event));
      return { version: event.streamVersion, state, eventId: event.eventId, epoch: event.epoch };
    }, known);
  }

  #keep(streamId: string, loaded: Kept<State> | undefined): void {
    this.#kept.delete(streamId); // the order of a Map is that of insertion
    if (loaded !== undefined) this.#kept.set(streamId, loaded);
    const [oldest] = this.#kept.keys();
    if (this.#kept.size > this.options.mostKept && oldest !== undefined) this.#kept.delete(oldest);
  }
}
