// Chance that is the same in every run: each decision has a stream of draws of its own, named by what it is about, so that neither the
// order nor an interruption of the demo changes anything.
import { createHash } from 'node:crypto';

import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { uniformInt } from 'pure-rand/distribution/uniformInt';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

export interface Draw {
  /** An integer between the two, both included. */
  whole(from: number, to: number): number;
  /** @param probability between 0 and 1. */
  chance(probability: number): boolean;
  /** Bell-shaped, with mean 0 and standard deviation 1, never beyond 3. */
  normal(): number;
  /** @throws RangeError for an empty list. */
  oneOf<Item>(items: readonly Item[]): Item;
  /** Some of a list, in the order of the list; all of it when it has no more. */
  some<Item>(items: readonly Item[], count: number): Item[];
}

/** The demo's one seed; another one makes another organisation. */
const seed = 'rung demo 1';

/** @param about what is decided: the same words give the same draws. */
export function drawFor(...about: readonly (string | number)[]): Draw {
  const digest = createHash('sha256').update([seed, ...about].join('\n')).digest();
  const rng = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
  const whole = (from: number, to: number): number => uniformInt(rng, from, to);
  return {
    whole,
    chance: (probability) => uniformFloat64(rng) < probability,
    // the sum of four has a variance of a third
    normal: () => (uniformFloat64(rng) + uniformFloat64(rng) + uniformFloat64(rng) + uniformFloat64(rng) - 2) * Math.sqrt(3),
    oneOf: (items) => {
      const item = items[whole(0, items.length - 1)];
      if (item === undefined) throw new RangeError('There is nothing to draw from.');
      return item;
    },
    some: (items, count) => {
      const left = items.map((_, at) => at);
      const drawn = Array.from({ length: Math.min(count, items.length) }, () => left.splice(whole(0, left.length - 1), 1)[0]);
      return drawn.sort((a, b) => (a ?? 0) - (b ?? 0)).map((at) => items[at ?? 0] as (typeof items)[number]);
    },
  };
}
