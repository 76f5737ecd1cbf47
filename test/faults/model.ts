// The way from log to view as anybody would write it on a napkin: arrays in memory, nothing that can fail.
import { rebuilt } from './whole-way.js';

export interface Fact {
  readonly stream: string;
  readonly version: number;
  readonly number: number;
}

export interface Told {
  readonly version: number;
  readonly lane: number;
  readonly position: bigint;
}

export interface Asked {
  readonly key: string;
  readonly stream: string;
  readonly expected: number;
  readonly numbers: readonly number[];
}

export type ProjectionName = (typeof rebuilt)[number];

export class Model {
  readonly lanes: Fact[][];
  readonly answered: { readonly asked: Asked; readonly told: Told }[] = [];
  /** How far the inbox is, by lane, and each projection. */
  readonly taken: number[];
  readonly projected: Record<ProjectionName, readonly number[]>;
  /** Those of which a rebuild was begun and is not done, as far as the model was told. */
  readonly unfinished = new Set<ProjectionName>();
  private numbers = 0;

  constructor(lanes: number) {
    this.lanes = Array.from({ length: lanes }, () => []);
    this.taken = this.lanes.map(() => 0);
    this.projected = { tallies: [...this.taken], counts: [...this.taken] };
  }

  versionOf(stream: string): number {
    return this.lanes.flat().filter((fact) => fact.stream === stream).length;
  }

  nextNumber(): number {
    this.numbers += 1;
    return this.numbers;
  }

  append(asked: Asked, lane: number): Told {
    const { stream, expected, numbers } = asked;
    const facts = this.lanes[lane] ?? [];
    facts.push(...numbers.map((number, n) => ({ stream, version: expected + n + 1, number })));
    const told = { version: expected + numbers.length, lane, position: BigInt(facts.length) };
    this.answered.push({ asked, told });
    return told;
  }

  /** Takes what follows, drops what it has; over a hole it takes nothing of a delivery. @returns whether it was taken. */
  take(lane: number, positions: readonly number[]): boolean {
    let at = this.taken[lane] ?? 0;
    for (const position of positions) {
      if (position > at + 1) return false;
      at = Math.max(at, position);
    }
    this.taken[lane] = at;
    return true;
  }

  /** Every row that a projection's tables hold by now, as text, in the order of the text. */
  rowsOf(projection: ProjectionName): readonly string[] {
    const facts = this.lanes.map((lane, n) => lane.slice(0, this.projected[projection][n]));
    if (projection === 'counts') return rowsByStream('counts', facts.flat().filter(isCounted)).sort();
    const seen = facts.flatMap((lane, n) => lane.map((_, at) => `seen (${n},${at + 1},1)`));
    return [...seen, ...rowsByStream('tallies', facts.flat(), ',0')].sort();
  }
}

/** The `counts` pass over every other hundred of numbers. */
const isCounted = ({ number }: Fact): boolean => Math.floor(number / 100) % 2 === 0;

function rowsByStream(table: string, facts: readonly Fact[], rest = ''): string[] {
  const streams = [...new Set(facts.map(({ stream }) => stream))];
  return streams.map((stream) => {
    const own = facts.filter((fact) => fact.stream === stream);
    return `${table} (${stream},${own.length},${own.at(-1)?.version}${rest})`;
  });
}
