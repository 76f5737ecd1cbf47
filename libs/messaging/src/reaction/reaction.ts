import type { RecordedEvent } from '@rung/event-store';

import type { Feed } from '../feed.js';

/** A process manager: what is to be done when something happened. */
export interface Reaction {
  /** Unique in the service, among projections as well; names the cursor, the lease and the metrics. */
  readonly name: string;
  readonly feed: Feed;
  /**
   * Does what an event asks for; nothing, for most. Called at least once per event, in order within a lane, by one
   * instance at a time: its commands' deciders must return nothing where the stream has the effect already.
   * @throws DomainError to park the event's stream, unless its refusal passes by itself (the Reactor knows which); anything
   * transient to be called again.
   */
  react(event: RecordedEvent): Promise<void>;
}
