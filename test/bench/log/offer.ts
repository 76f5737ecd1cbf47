// Offers events at an even rate, whatever becomes of them, and tells when the slowest hundredth was seen.
export interface Offered {
  /** What is sent next. */
  nextId(): string;
  /** Resolves when it is acknowledged. */
  send(id: string): Promise<unknown>;
  onSeen(listener: (id: string) => void): void;
  /** Where the time begins: at a round trip's start, or when the sender knows that it is safe. */
  readonly countsFrom: 'sent' | 'acknowledged';
}

export interface Offering extends Offered {
  readonly perSecond: number;
  readonly runMs: number;
}

const patienceMs = 30_000;
/** What is seen before its sender hears of it took no time that anybody could notice. */
const leastMs = 0.01;

/** @returns how many are offered in all. */
export const offeredIn = (runMs: number, perSecond: number): number => Math.floor((perSecond * runMs) / 1_000);

/** @returns the 99th percentile in ms. @throws Error when one is not seen in time. */
export async function offer({ nextId, send, onSeen, countsFrom, perSecond, runMs }: Offering): Promise<number> {
  const total = offeredIn(runMs, perSecond);
  const begun = new Map<string, number>();
  const seen = new Map<string, number>();
  onSeen((id) => seen.set(id, performance.now()));
  const one = async (): Promise<void> => {
    const id = nextId();
    begun.set(id, performance.now());
    await send(id);
    if (countsFrom === 'acknowledged') begun.set(id, performance.now());
  };
  const startedAt = performance.now();
  const sending: Promise<void>[] = [];
  while (sending.length < total) {
    const due = Math.min(total, Math.ceil(((performance.now() - startedAt) * perSecond) / 1_000));
    while (sending.length < due) sending.push(one());
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  await Promise.all(sending);
  const until = performance.now() + patienceMs;
  while (![...begun.keys()].every((id) => seen.has(id))) {
    if (performance.now() > until) throw new Error(`${total - seen.size} of ${total} events were not seen within ${patienceMs / 1_000} s.`);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  const took = [...begun].map(([id, at]) => Math.max((seen.get(id) ?? 0) - at, leastMs)).sort((one_, other) => one_ - other);
  return took[Math.floor(took.length * 0.99)] ?? 0;
}
