// What a bench measures: a figure of ours beside the same figure of somebody else's, taken in turns on the same machine.

/** `">= 0.6"` or `"<= 2"`: what ours / theirs has to be. */
export type Aim = `${'>=' | '<='} ${number}`;

export interface BenchResult {
  readonly name: string;
  /** The medians, in `unit`. */
  readonly ours: number;
  readonly theirs: number;
  readonly unit: string;
  /** ours / theirs */
  readonly ratio: number;
  readonly aim: Aim;
  /** Every round that the medians were taken of, in order. */
  readonly samples: { readonly ours: readonly number[]; readonly theirs: readonly number[] };
}

export interface BenchOptions {
  /** Whether there is time for many rounds and big numbers. */
  readonly isLong: boolean;
  /** Tells the person who waits what goes on; never part of the answer. */
  progress(message: string): void;
}

/** What a `*.bench.ts` exports. */
export interface Bench {
  readonly name: string;
  results(options: BenchOptions): Promise<readonly BenchResult[]>;
}

export interface Comparison {
  readonly name: string;
  readonly unit: string;
  readonly aim: Aim;
  /** Runs our side once and answers its figure in `unit`. */
  ours(): Promise<number>;
  theirs(): Promise<number>;
  /** Rounds that count; 5 unless given. */
  readonly rounds?: number;
  /** Rounds before them that do not; 1 unless given. */
  readonly warmUps?: number;
}

/**
 * Runs both sides in turns, and lets the other one begin every time, so that a machine that gets slower is unfair to neither.
 * @throws RangeError when there is no round, or when a side's figure is no positive number.
 */
export async function compare(comparison: Comparison): Promise<BenchResult> {
  const { name, unit, aim, rounds = 5, warmUps = 1 } = comparison;
  const samples = { ours: [] as number[], theirs: [] as number[] };
  for (let round = -warmUps; round < rounds; round += 1) {
    const order = round % 2 === 0 ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
    for (const side of order) {
      const figure = await comparison[side]();
      if (!(figure > 0) || !Number.isFinite(figure)) throw new RangeError(`${name}: ${side} measured ${figure} ${unit}.`);
      if (round >= 0) samples[side].push(figure);
    }
  }
  const [ours, theirs] = [median(samples.ours), median(samples.theirs)];
  return { name, ours, theirs, unit, ratio: ours / theirs, aim, samples };
}

/** @throws RangeError when there are no figures. */
export function median(figures: readonly number[]): number {
  const sorted = [...figures].sort((one, other) => one - other);
  const upper = sorted[Math.floor(sorted.length / 2)];
  const lower = sorted[Math.floor((sorted.length - 1) / 2)];
  if (upper === undefined || lower === undefined) throw new RangeError('There is no median of nothing.');
  return (upper + lower) / 2;
}

/** Whether the ratio is what its aim says. */
export function meetsAim({ ratio, aim }: Pick<BenchResult, 'ratio' | 'aim'>): boolean {
  const limit = Number(aim.slice(3));
  return aim.startsWith('>=') ? ratio >= limit : ratio <= limit;
}
