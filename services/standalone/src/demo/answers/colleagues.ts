// Who is asked about whom.
import { drawFor } from '../draw.js';
import type { Employee, Organisation } from '../organisation/organisation.js';

/** The keys of three to five colleagues of the same unit, and of the nearest units where that has too few. */
export function peersOf(person: Employee, { units, employees }: Organisation): string[] {
  const draw = drawFor('peers', person.key);
  const wanted = draw.whole(3, 5);
  const parentOf = new Map(units.map(({ code, parent }) => [code, parent]));
  const isPeer = ({ key }: Employee): boolean => key !== person.key && key !== person.manager;
  const nearest: ((other: Employee) => boolean)[] = [
    ({ unit }) => unit === person.unit,
    ({ unit }) => unit !== person.unit && areNeighbours(unit, person.unit, parentOf),
    ({ unit }) => unit !== person.unit && !areNeighbours(unit, person.unit, parentOf),
  ];
  const chosen: string[] = [];
  for (const isThere of nearest) {
    const there = employees.filter((other) => isPeer(other) && isThere(other)).map(({ key }) => key);
    chosen.push(...draw.some(there, wanted - chosen.length));
  }
  return chosen;
}

function areNeighbours(unit: string, other: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  const [above, aboveOther] = [parentOf.get(unit), parentOf.get(other)];
  return above === other || aboveOther === unit || (above !== null && above === aboveOther);
}
