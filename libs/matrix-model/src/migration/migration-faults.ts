import type { MatrixFault } from '../faults.js';
import type { MatrixContent } from '../matrix.js';
import { leadsTo } from './leads-to.js';
import type { MigrationEntry } from './migration.js';

/** Empty for a map that speaks of every competency of the earlier version once, and leads to what the later one has. */
export function migrationFaults(from: MatrixContent, to: MatrixContent, entries: readonly MigrationEntry[]): MatrixFault[] {
  const [before, after] = [from, to].map(({ competencies }) => new Set(competencies.map(({ id }) => id))) as [Set<string>, Set<string>];
  const first = new Map<string, number>();
  const faults = entries.flatMap((entry, at): MatrixFault[] => {
    const pointer = `/entries/${at}`;
    const earlier = first.get(entry.competency);
    first.set(entry.competency, earlier ?? at);
    if (!before.has(entry.competency)) return [{ pointer: `${pointer}/competency`, detail: `the earlier version has no competency "${entry.competency}"; leave the entry out` }];
    if (earlier !== undefined) return [{ pointer: `${pointer}/competency`, detail: `entry ${earlier} speaks of "${entry.competency}" already; leave one of them out` }];
    const strange = leadsTo(entry).find((id) => !after.has(id));
    if (strange !== undefined) return [{ pointer, detail: `the later version has no competency "${strange}"; let "${entry.competency}" become another one, or be dropped` }];
    const isTwice = new Set(leadsTo(entry)).size < leadsTo(entry).length;
    return isTwice ? [{ pointer: `${pointer}/into`, detail: 'it is split into the same competency twice; name each once' }] : [];
  });
  const missing = [...before].filter((id) => !first.has(id));
  return [...faults, ...missing.map((id) => ({ pointer: '/entries', detail: `says nothing of "${id}"; add what becomes of it` }))];
}
