// Slips of the pen within one word.
import { distance } from 'fastest-levenshtein';

/** One letter more, less or other, or two swapped, in a word that is known without it: of five letters, or with a letter doubled. */
export function isOneEdit(one: string, other: string): boolean {
  if (isSwapOrDouble(one, other) || isSwapApart(one, other)) return true;
  return Math.min(one.length, other.length) >= 5 && one[0] === other[0] && distance(one, other) === 1;
}

/** "recieve" for "receive", "wel" for "well". */
export function isSwapOrDouble(one: string, other: string): boolean {
  const [shorter, longer] = one.length <= other.length ? [one, other] : [other, one];
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at += 1;
  if (longer.length === shorter.length + 1) return at > 0 && longer[at] === longer[at - 1] && shorter.slice(at) === longer.slice(at + 1);
  return (
    longer.length === shorter.length &&
    at + 1 < longer.length &&
    shorter[at] === longer[at + 1] &&
    shorter[at + 1] === longer[at] &&
    shorter.slice(at + 2) === longer.slice(at + 2)
  );
}

/** "desicions" for "decisions": two letters of a long word have changed places over a third. */
function isSwapApart(one: string, other: string): boolean {
  const apart = [...one].flatMap((letter, at) => (letter === other[at] ? [] : [at]));
  const [first = 0, second = 0] = apart;
  return one.length >= 7 && one.length === other.length && apart.length === 2 && second - first === 2 && one[first] === other[second] && one[second] === other[first];
}
