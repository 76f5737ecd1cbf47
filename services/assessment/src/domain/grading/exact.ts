// Exact numbers as an explanation writes them.
import type { Fraction } from 'fraction.js';

/** A decimal of more places than these is harder to read than the fraction that it is. */
const longestDecimal = 18;

/**
 * A non-negative exact number as text: a decimal where it ends ("1.7", "0.5", "2"), else a fraction in its lowest terms
 * ("2/3"). Equal numbers give equal text.
 */
export function exactText(number: Fraction): string {
  if (number.d === 1n) return String(number.n);
  const places = decimalPlaces(number.d);
  if (places === undefined) return `${number.n}/${number.d}`;
  const digits = String((number.n * 10n ** BigInt(places)) / number.d).padStart(places + 1, '0');
  return `${digits.slice(0, -places)}.${digits.slice(-places)}`;
}

/** How many places a fraction of this denominator (in lowest terms) has; undefined where it never ends or is too long. */
function decimalPlaces(denominator: bigint): number | undefined {
  let rest = denominator;
  let twos = 0;
  let fives = 0;
  for (; rest % 2n === 0n; rest /= 2n) twos += 1;
  for (; rest % 5n === 0n; rest /= 5n) fives += 1;
  const places = Math.max(twos, fives);
  return rest === 1n && places <= longestDecimal ? places : undefined;
}
