// Who is asked about whom.
import { drawFor } from '../draw.js';
import type { Employee, Organisation } from '../organisation/organisation.js';

/** The keys of three to five colleagues of the same unit, and of the nearest units where that has too few; nobody from above. */
export function peersOf(person: Employee, { units, employees }: Organisation): string[] {
  const draw = drawFor('peers', person.key);
  const wanted = draw.whole(3, 5);
  const parentOf = new Map(units.map(({ code, parent }) => [code, parent]));
  const above = chainAbove(person, employees);
  const isPeer = ({ key }: Employee): boolean => key !== person.key && !above.has(key);
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

function chainAbove({ manager }: Employee, employees: readonly Employee[]): ReadonlySet<string> {
  const managerOf = new Map(employees.map((other) => [other.key, other.manager]));
  const above = new Set<string>();
  for (let boss = manager; boss !== null; boss = managerOf.get(boss) ?? null) above.add(boss);
  return above;
}

function areNeighbours(unit: string, other: string, parentOf: ReadonlyMap<string, string | null>): boolean {
  const [above, aboveOther] = [parentOf.get(unit), parentOf.get(other)];
  return above === other || aboveOther === unit || (above !== null && above === aboveOther);
}
