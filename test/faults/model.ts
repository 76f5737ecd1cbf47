// The way from log to view as anybody would write it on a napkin: arrays in memory, nothing that can fail.
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

export class Model {
  readonly lanes: Fact[][];
  readonly answered: { readonly asked: Asked; readonly told: Told }[] = [];
  /** How far the inbox and the projection are, by lane. */
  readonly taken: number[];
  readonly projected: number[];
  private numbers = 0;

  constructor(lanes: number) {
    this.lanes = Array.from({ length: lanes }, () => []);
    this.taken = this.lanes.map(() => 0);
    this.projected = this.lanes.map(() => 0);
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
}
