// Chance that can be repeated: the same seed throws the same dice.
export class Dice {
  constructor(private state: number) {}

  /** 0 up to, not including, 1 (mulberry32). */
  throw(): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }

  chance(share: number): boolean {
    return this.throw() < share;
  }

  between(least: number, most: number): number {
    return least + Math.floor(this.throw() * (most - least + 1));
  }

  of<Value>(first: Value, ...others: Value[]): Value {
    return [first, ...others][this.between(0, others.length)] ?? first;
  }

  shuffled<Value>(values: readonly Value[]): Value[] {
    return values
      .map((value) => ({ value, place: this.throw() }))
      .sort((one, other) => one.place - other.place)
      .map(({ value }) => value);
  }
}
