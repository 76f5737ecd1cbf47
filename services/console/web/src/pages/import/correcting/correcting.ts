// What a person may say about what was understood, from what is selected.
import type { Correction, Preview } from '../preview/import-queries.js';

type Competency = Preview['competencies'][number];

export interface Possible {
  /** Two are one, said in two ways. */
  readonly merge: Correction | undefined;
  /** Several are one, the later raising the earlier. */
  readonly link: Correction | undefined;
  readonly regroup: readonly Correction[];
  readonly evidence: readonly Correction[];
  readonly mustHave: readonly Correction[];
}

const nothing: Possible = { merge: undefined, link: undefined, regroup: [], evidence: [], mustHave: [] };

/** Of the chosen competencies, in the order of the preview. */
export function possibleCorrections(preview: Preview, chosen: ReadonlySet<string>): Possible {
  const found = preview.competencies.filter(({ id }) => chosen.has(id));
  const [first, second] = found;
  if (first === undefined) return nothing;
  const ids = found.map(({ id }) => id);
  const isOneGroup = found.every(({ group }) => group === first.group);
  const isPairOfCells = found.length === 2 && found.every(({ cells }) => cells.length === 1);
  return {
    merge: isOneGroup && isPairOfCells && second !== undefined ? { kind: 'merge', competencies: [first.id, second.id] } : undefined,
    link: isOneGroup && found.length > 1 ? { kind: 'link', competencies: ids } : undefined,
    regroup: found.map(({ id, group }) => ({ kind: 'regroup', competency: id, group: nextGroup(preview, group) })),
    evidence: found.map((one) => ({ kind: 'evidence', competency: one.id, required: !demandsEvidence(one) })),
    mustHave: found.map((one) => ({ kind: 'must-have', competency: one.id, value: !isMustHave(one) })),
  };
}

/** The next of those that the preview has, and of soft and hard skills: after the last comes the first. */
function nextGroup({ levels: [level] }: Preview, group: string): string {
  const groups = Object.keys(level?.groups ?? {});
  return groups[(groups.indexOf(group) + 1) % groups.length] ?? group;
}

export const demandsEvidence = ({ cells }: Competency): boolean => cells.some(({ evidenceRequired }) => evidenceRequired);
export const isMustHave = ({ cells }: Competency): boolean => cells.some(({ mustHave }) => mustHave);
