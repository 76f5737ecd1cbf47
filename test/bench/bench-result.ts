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

/** One side of ours beside several of others', where a run of ours is too long to be done once for each. */
export interface Comparisons extends Omit<Comparison, 'name' | 'aim' | 'theirs'> {
  readonly others: readonly Pick<Comparison, 'name' | 'aim' | 'theirs'>[];
}

/**
 * Runs both sides in turns, and lets the other one begin every time, so that a machine that gets slower is unfair to neither.
 * @throws RangeError when there is no round, or when a side's figure is no positive number.
 */
export async function compare(comparison: Comparison): Promise<BenchResult> {
  const { name, aim, theirs, ...common } = comparison;
  const [result] = await compareAll({ ...common, others: [{ name, aim, theirs }] });
  return result!;
}

/** The same with several others: all run in every round, in one order and in the reverse one by turns. */
export async function compareAll({ unit, ours, others, rounds = 5, warmUps = 1 }: Comparisons): Promise<BenchResult[]> {
  const own: number[] = [];
  const sides = [
    { name: others[0]?.name ?? '', side: 'ours', run: ours, samples: own },
    ...others.map(({ name, theirs }) => ({ name, side: 'theirs', run: theirs, samples: [] as number[] })),
  ];
  for (let round = -warmUps; round < rounds; round += 1) {
    for (const { name, side, run, samples } of round % 2 === 0 ? sides : sides.toReversed()) {
      const figure = await run();
      if (!(figure > 0) || !Number.isFinite(figure)) throw new RangeError(`${name}: ${side} measured ${figure} ${unit}.`);
      if (round >= 0) samples.push(figure);
    }
  }
  return others.map(({ name, aim }, place) => {
    const samples = { ours: own, theirs: sides[place + 1]?.samples ?? [] };
    const [oursMedian, theirsMedian] = [median(samples.ours), median(samples.theirs)];
    return { name, ours: oursMedian, theirs: theirsMedian, unit, ratio: oursMedian / theirsMedian, aim, samples };
  });
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
