import { ownReference } from '../in-force.js';
import type { Competency, MatrixContent, MatrixFrame } from '../matrix.js';
import type { CompetencyHead, PartChange } from './part.js';
import { same } from './same.js';
import { sorted, startOf } from './sorted.js';
import { unmoved } from './unmoved.js';

/**
 * The parts in which two contents differ, those of a competency together. Neither the order of levels within a cell nor that of cells is a
 * part: both follow from the order of the levels, so to reorder these changes one part, however large the matrix is.
 */
export function changedParts(from: MatrixContent, to: MatrixContent): PartChange[] {
  const before = same(from.levels, to.levels) ? from : sorted({ ...from, levels: to.levels });
  const old = placedIn(before);
  const now = placedIn(to);
  const inPlace = unmoved([...old.keys()], [...now.keys()]);
  return [
    ...frameParts(from, to),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((id) => [
      ...headPart(id, old.get(id), now.get(id), inPlace.has(id)),
      ...cellParts(id, old.get(id)?.competency, now.get(id)?.competency),
      ...referenceParts(id, old.get(id)?.competency, now.get(id)?.competency),
    ]),
  ];
}

function frameParts(from: MatrixContent, to: MatrixContent): PartChange[] {
  const all: PartChange[] = [
    { part: 'frame', before: headingOf(from), after: headingOf(to) },
    { part: 'groups', before: from.groups, after: to.groups },
    { part: 'levels', before: from.levels, after: to.levels },
    { part: 'terms', before: from.terms, after: to.terms },
  ];
  return all.filter(({ before, after }) => !same(before, after));
}

function headPart(competency: string, before: Placed | undefined, after: Placed | undefined, isInPlace: boolean): PartChange[] {
  if (isInPlace && before !== undefined && after !== undefined && haveSameHead(before.competency, after.competency)) return [];
  return [{ part: 'competency', competency, before: headAt(before), after: headAt(after) }];
}

/** Heads are compared where they stand: most are the same, and none of those is made. */
function haveSameHead(one: Competency, other: Competency): boolean {
  const fields = [...Object.keys(one), ...Object.keys(other)] as (keyof Competency)[];
  return fields.every((field) => field === 'cells' || field === 'sameAs' || same(one[field], other[field]));
}

function cellParts(competency: string, from: Competency | undefined, to: Competency | undefined): PartChange[] {
  if (same(from?.cells, to?.cells)) return []; // as most are, in a matrix of which little has changed
  const before = cellsOf(from);
  const after = cellsOf(to);
  return [...new Set([...before.keys(), ...after.keys()])].flatMap((level): PartChange[] => {
    const [was, is] = [before.get(level) ?? null, after.get(level) ?? null];
    return same(was, is) ? [] : [{ part: 'cell', competency, level, before: was, after: is }];
  });
}

function referenceParts(competency: string, from: Pick<Competency, 'sameAs'> = {}, to: Pick<Competency, 'sameAs'> = {}): PartChange[] {
  return [...new Set([from, to].flatMap(({ sameAs = {} }) => Object.keys(sameAs)))].flatMap((level): PartChange[] => {
    const [before, after] = [ownReference(from, level) ?? null, ownReference(to, level) ?? null];
    return before === after ? [] : [{ part: 'reference', competency, level, before, after }];
  });
}

function cellsOf(competency: Competency | undefined) {
  return new Map((competency?.cells ?? []).map((cell) => [startOf(cell), cell]));
}

interface Placed {
  readonly competency: Competency;
  /** The one that it stands behind. */
  readonly after: string | null;
}

function placedIn({ competencies }: MatrixContent): Map<string, Placed> {
  return new Map(competencies.map((competency, at) => [competency.id, { competency, after: competencies[at - 1]?.id ?? null }]));
}

function headAt(placed: Placed | undefined): CompetencyHead | null {
  return placed === undefined ? null : headOf(placed.competency, placed.after);
}

/** A matrix' own fields, without its lists. */
export function headingOf({ name, reading, groupNames }: MatrixFrame): Pick<MatrixFrame, 'name' | 'reading' | 'groupNames'> {
  return { name, reading, ...(groupNames && { groupNames }) };
}

/** A competency without its cells, own and referred to, behind another one. */
export function headOf({ cells: _cells, sameAs: _references, ...head }: Competency, after: string | null): CompetencyHead {
  return { ...head, after };
}
