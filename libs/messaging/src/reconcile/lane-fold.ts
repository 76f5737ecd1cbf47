// What a topic's lane says, folded as a consumer takes it, held against the log's own lane. Pure.
import type { KeptRecord } from '../event-bus.js';

interface Stranger {
  readonly eventId: string;
  readonly offset: bigint;
}

/** How a lane of the topic and of the log stand to each other. */
export interface LaneComparison {
  readonly lane: number;
  readonly logHead: bigint;
  /** The last position up to which the topic holds all that the log holds, and nothing else. */
  readonly agreesUpTo: bigint;
  /** The last position that the topic holds. */
  readonly topicHead: bigint;
  /** How many events the topic holds that the log does not. */
  readonly onlyInTopic: number;
  /** The ids of these, by position. */
  readonly missing: ReadonlyMap<bigint, string>;
  /** Where the first of them lies. */
  readonly fromOffset: bigint | undefined;
  /** The first position that the topic should hold and does not, though it holds later ones. */
  readonly hole: bigint | undefined;
  /** Whether the log has events that were declared void: a backup from before the voiding was restored after it. */
  readonly hasVoid: boolean;
}

/** They were added in the order of their offsets. */
const firstOf = (strangers: ReadonlyMap<bigint, Stranger>): Stranger | undefined => strangers.values().next().value;

/**
 * Folds the records of one lane in their order. As for a consumer, the first event at a position counts and what repeats it is
 * dropped, until a voiding takes it back; what is void is dropped for ever.
 */
export class LaneFold {
  private agreed = 0n;
  private readonly strangers = new Map<bigint, Stranger>();
  private readonly voidIds = new Set<string>();
  private hole: bigint | undefined;
  private hasVoid = false;

  constructor(private readonly lane: number) {}

  /** @param own the ids that the log has at the positions of these records. */
  add(records: readonly KeptRecord[], own: ReadonlyMap<bigint, string>): void {
    for (const record of records) {
      if ('voiding' in record) this.forget(record.voiding.after);
      else this.addEvent(record.event.position, { eventId: record.event.eventId, offset: record.offset }, own.get(record.event.position));
    }
  }

  compare(logHead: bigint): LaneComparison {
    const positions = [...this.strangers.keys()].sort((a, b) => (a < b ? -1 : 1));
    const [first] = positions;
    const agreesUpTo = first !== undefined && first <= this.agreed ? first - 1n : this.agreed;
    return {
      lane: this.lane,
      logHead,
      agreesUpTo,
      topicHead: positions.at(-1) ?? this.agreed,
      onlyInTopic: positions.length,
      missing: new Map([...this.strangers].map(([position, { eventId }]) => [position, eventId])),
      fromOffset: firstOf(this.strangers)?.offset,
      hole: this.hole,
      hasVoid: this.hasVoid,
    };
  }

  private addEvent(position: bigint, stranger: Stranger, own: string | undefined): void {
    if (own === stranger.eventId) {
      if (this.strangers.size > 0 || position <= this.agreed) return;
      if (position === this.agreed + 1n) this.agreed = position;
      else this.hole ??= this.agreed + 1n;
    } else if (!this.strangers.has(position) && !this.voidIds.has(stranger.eventId)) this.strangers.set(position, stranger);
  }

  private forget(after: bigint): void {
    for (const [position, { eventId }] of this.strangers) {
      if (position <= after) continue;
      this.strangers.delete(position);
      this.voidIds.add(eventId);
    }
    if (this.agreed > after) {
      this.agreed = after;
      this.hasVoid = true;
    }
  }
}
