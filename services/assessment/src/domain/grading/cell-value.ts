// What a cell is worth: the manager and the peers, capped, weighed and renormalised, as exact numbers.
import type { Contribution, GradingPolicy, RatingValue } from '@rung/contracts';
import Fraction from 'fraction.js';

import type { Cell } from '../cells/grid.js';
import type { NumericRating, Sheet, Sheets } from './answer-sheets.js';
import { exactText } from './exact.js';

export interface Weights {
  readonly manager: Fraction;
  readonly peers: Fraction;
}

export interface CellValue {
  /** Null where nobody who counts could judge. */
  readonly value: Fraction | null;
  readonly contributions: Contribution[];
  readonly beside: { readonly self: RatingValue | null; readonly upward: string | null };
}

/** The value of a cell by a policy, and what each source gave to it. */
export function valueOf(cell: Cell, sheets: Sheets, policy: GradingPolicy, weights: Weights): CellValue {
  const managers = sheets.manager[0]?.get(cell);
  const rating = managers?.value ?? null;
  const manager = rating === null || rating === 'n' ? null : new Fraction(Math.min(rating, policy.cap));
  const peers = meanOf(cell, sheets.peer, policy);
  const weight = {
    manager: manager === null ? new Fraction(0) : weights.manager,
    peers: peers === null ? new Fraction(0) : weights.peers,
  };
  const total = weight.manager.add(weight.peers);
  const decided = total.n !== 0n;
  const share = (present: Fraction | null, own: Fraction) => (present === null || !decided ? null : own.div(total));
  const shares = { manager: share(manager, weight.manager), peers: share(peers, weight.peers) };
  return {
    value: decided ? product(manager, shares.manager).add(product(peers, shares.peers)) : null,
    contributions: [
      {
        source: 'manager',
        rating,
        implied: managers?.implied ?? false,
        counted: textOrNull(manager),
        weight: textOrNull(shares.manager),
      },
      { source: 'peers', counted: textOrNull(peers), weight: textOrNull(shares.peers) },
    ],
    beside: { self: lowest(cell, sheets.self), upward: textOrNull(meanOf(cell, sheets.upward, policy)) },
  };
}

/**
 * The mean that may be shown, which is the mean that counts: of the capped ratings, rounded to the nearest half, a tie up, and
 * never below one half, so that nobody can read unanimity out of a zero. Null below the policy's minimum of raters who could judge.
 */
export function meanOf(cell: Cell, sheets: readonly Sheet[], policy: GradingPolicy): Fraction | null {
  const ratings = sheets.flatMap((sheet) => numeric(sheet.get(cell)?.value));
  const count = ratings.length;
  if (count === 0 || count < policy.minimumPeers) return null;
  const sum = ratings.reduce((total: number, rating) => total + Math.min(rating, policy.cap), 0);
  // ⌊2 · sum/count + 1/2⌋ halves, in whole numbers.
  const halves = Math.floor((4 * sum + count) / (2 * count));
  return new Fraction(Math.max(halves, 1), 2);
}

/** Of several answers in the role "self" the lowest is shown: it weighs nothing, and must not depend on who came first. */
function lowest(cell: Cell, sheets: readonly Sheet[]): RatingValue | null {
  const values = sheets.flatMap((sheet) => sheet.get(cell)?.value ?? []);
  const ratings = values.flatMap(numeric);
  return ratings.length > 0 ? (Math.min(...ratings) as NumericRating) : (values[0] ?? null);
}

function numeric(value: RatingValue | undefined): NumericRating[] {
  return value === undefined || value === 'n' ? [] : [value];
}

function product(value: Fraction | null, share: Fraction | null): Fraction {
  return value === null || share === null ? new Fraction(0) : value.mul(share);
}

function textOrNull(number: Fraction | null): string | null {
  return number === null ? null : exactText(number);
}
