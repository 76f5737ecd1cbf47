// What a unit is the sum of, as reports show it.
import type { HiddenGroups, HiddenReason } from './hidden-groups.js';
import { unitsOf, type UnitNode } from './unit-tree.js';

export const partKinds = ['all-below', 'own-people'] as const;

export interface UnitPart {
  readonly unit: string;
  /** The unit with all below it, or the people in the unit itself and in none below it. */
  readonly includes: (typeof partKinds)[number];
  /** Whose people these are. */
  readonly units: ReadonlySet<string | null>;
}

/** The units right below, each with all below it; and the people in the unit itself, where it has some. */
export function partsOf(node: UnitNode, hasOwnPeople: boolean): UnitPart[] {
  const below = node.below.flatMap((child): UnitPart[] => (child.unit === null ? [] : [{ unit: child.unit, includes: 'all-below', units: new Set(unitsOf(child)) }]));
  const { unit } = node;
  return unit !== null && hasOwnPeople ? [...below, { unit, includes: 'own-people', units: new Set([unit]) }] : below;
}

/** Why nothing is told of a part; undefined where it may be told. */
export function whyHidden(groups: HiddenGroups, { unit, includes }: UnitPart): HiddenReason | undefined {
  return includes === 'all-below' ? groups.ofUnit(unit) : groups.ofOwnPeople(unit);
}
