// Which groups of people a report keeps to itself: small ones, and those that small ones could be had from by subtraction.
import type { UnitNode } from './unit-tree.js';

/** Nothing is told of fewer people than this. */
export const smallestGroup = 5;

export const hiddenReasons = ['fewer than 5 people', 'would tell of fewer than 5 people by subtraction'] as const;
export type HiddenReason = (typeof hiddenReasons)[number];
const [tooFew, bySubtraction] = hiddenReasons;

export interface HiddenGroups {
  /** Why nothing is told of a unit with all below it; undefined where it may be told. Null is the whole organisation. */
  ofUnit(unit: string | null): HiddenReason | undefined;
  /** The same for the people who are in the unit itself and in none below it. */
  ofOwnPeople(unit: string | null): HiddenReason | undefined;
}

interface Part {
  /** Undefined for the unit's own people. */
  readonly node: UnitNode | undefined;
  readonly people: number;
}

/**
 * Decides for the whole tree at once, so that any number of reports may be laid side by side. Each unit that is told of is the
 * sum of its parts: the units right below it, and its own people. Of its parts either none is hidden, or at least two that
 * are together no small group; what is below a hidden unit is hidden as well, or its parts would add up to it.
 * @param peopleIn how many people are in a unit itself.
 */
export function hiddenGroups(root: UnitNode, peopleIn: (unit: string | null) => number): HiddenGroups {
  const units = new Map<string | null, HiddenReason>();
  const own = new Map<string | null, HiddenReason>();
  const sums = new Map<UnitNode, number>();
  const sumOf = (node: UnitNode): number => {
    const sum = node.below.reduce((people, child) => people + sumOf(child), peopleIn(node.unit));
    sums.set(node, sum);
    return sum;
  };

  const hide = (node: UnitNode, reason: HiddenReason): void => {
    units.set(node.unit, reason);
    own.set(node.unit, reasonFor(peopleIn(node.unit)));
    for (const child of node.below) hide(child, reasonFor(sums.get(child) ?? 0));
  };
  const tell = (node: UnitNode): void => {
    const parts: Part[] = node.below.map((child) => ({ node: child, people: sums.get(child) ?? 0 }));
    const hidden = hiddenOf([...parts, { node: undefined, people: peopleIn(node.unit) }]);
    for (const [part, reason] of hidden) {
      if (part.node === undefined) own.set(node.unit, reason);
      else hide(part.node, reason);
    }
    for (const child of node.below) if (!units.has(child.unit)) tell(child);
  };

  if (sumOf(root) < smallestGroup) hide(root, tooFew);
  else tell(root);
  return { ofUnit: (unit) => units.get(unit), ofOwnPeople: (unit) => own.get(unit) };
}

function reasonFor(people: number): HiddenReason {
  return people < smallestGroup ? tooFew : bySubtraction;
}

/** The small parts, and the next smallest where they alone could be had from the sum: a part of nobody hides nothing. */
function hiddenOf(parts: readonly Part[]): Map<Part, HiddenReason> {
  const small = parts.filter(({ people }) => people < smallestGroup);
  const hidden = new Map<Part, HiddenReason>(small.map((part) => [part, tooFew]));
  const hiding = small.filter(({ people }) => people > 0);
  const together = hiding.reduce((sum, { people }) => sum + people, 0);
  const canBeHad = hiding.length > 0 && (hiding.length < 2 || together < smallestGroup);
  const [next] = parts.filter(({ people }) => people >= smallestGroup).sort((one, other) => one.people - other.people);
  if (canBeHad && next !== undefined) hidden.set(next, bySubtraction);
  return hidden;
}
