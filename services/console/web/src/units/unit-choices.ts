// The units of an organisation as a person chooses one of them.
import type { Unit } from './units-query.js';

export interface UnitChoice {
  readonly unit: string;
  readonly name: string;
  readonly depth: number;
}

/** Each unit before those below it, by name. A unit whose parent is not there is one of the highest. */
export function choicesOf(units: readonly Unit[]): UnitChoice[] {
  const known = new Set(units.map(({ unit }) => unit));
  const below = new Map<string | null, Unit[]>();
  for (const one of units) {
    const parent = one.parent !== null && known.has(one.parent) ? one.parent : null;
    below.set(parent, [...(below.get(parent) ?? []), one]);
  }
  const inOrder = (parent: string | null, depth: number): UnitChoice[] =>
    (below.get(parent) ?? []).sort((one, other) => one.name.localeCompare(other.name)).flatMap(({ unit, name }) => [{ unit, name, depth }, ...inOrder(unit, depth + 1)]);
  return inOrder(null, 0);
}

/** From the highest unit down to this one; none for the whole organisation. */
export function pathTo(unit: string | undefined, units: readonly Unit[]): Unit[] {
  const found = units.find((one) => one.unit === unit);
  if (found === undefined) return [];
  const rest = units.filter((one) => one !== found);
  return [...pathTo(found.parent ?? undefined, rest), found];
}

/** The one unit that has all others below it: the report of the whole organisation is shown as its, which has more to tell. */
export function soleRoot(units: readonly Unit[]): string | undefined {
  const known = new Set(units.map(({ unit }) => unit));
  const roots = units.filter(({ parent }) => parent === null || !known.has(parent));
  return roots.length === 1 ? roots[0]?.unit : undefined;
}
