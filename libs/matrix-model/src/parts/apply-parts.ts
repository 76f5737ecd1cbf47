import type { Competency, Expectation, MatrixContent, MatrixFrame } from '../matrix.js';
import type { CompetencyHead, PartChange } from './part.js';
import { sorted, sortedCells, startOf } from './sorted.js';

type HeadChange = Extract<PartChange, { part: 'competency' }>;
type CellChange = Extract<PartChange, { part: 'cell' | 'reference' }>;

/** The content with every part as it became; all else stays the very same. Never throws, whatever the parts name. */
export function applyParts(content: MatrixContent, parts: readonly PartChange[]): MatrixContent {
  const frame = parts.reduce<MatrixFrame>(frameWith, content);
  const isReordered = parts.some(({ part }) => part === 'levels');
  const before = isReordered ? sorted({ ...content, levels: frame.levels }) : content;
  const heads = new Map(parts.flatMap((one): [string, HeadChange][] => (one.part === 'competency' ? [[one.competency, one]] : [])));
  const cells = new Map<string, CellChange[]>();
  for (const one of parts) if (one.part === 'cell' || one.part === 'reference') cells.set(one.competency, [...(cells.get(one.competency) ?? []), one]);
  const rows = before.competencies.map((one) => withCells(one, cells.get(one.id) ?? [], frame));
  return { ...frame, competencies: heads.size === 0 ? rows : withHeads(rows, heads, cells, frame) };
}

function frameWith(frame: MatrixFrame, change: PartChange): MatrixFrame {
  switch (change.part) {
    case 'frame': {
      const { groupNames: _former, ...lists } = frame;
      return { ...lists, ...change.after };
    }
    case 'groups':
      return { ...frame, groups: change.after };
    case 'levels':
      return { ...frame, levels: change.after };
    case 'terms':
      return { ...frame, terms: change.after };
    case 'competency':
    case 'cell':
    case 'reference':
      return frame;
  }
}

function withCells(competency: Competency, changes: readonly CellChange[], { levels }: MatrixFrame): Competency {
  if (changes.length === 0) return competency;
  const own = changes.filter((one) => one.part === 'cell');
  const changed = new Set(own.map(({ level }) => level));
  const cells: Expectation[] = [
    ...competency.cells.filter((cell) => !changed.has(startOf(cell))),
    ...own.flatMap(({ after }) => (after === null ? [] : [after])),
  ];
  const references = changes.filter((one) => one.part === 'reference').map(({ level, after }) => [level, after] as const);
  return withReferences({ ...competency, cells: sortedCells(cells, levels) }, references);
}

/** The competency with each reference as it became; null takes it out. */
export function withReferences({ sameAs, ...competency }: Competency, changes: readonly (readonly [level: string, as: string | null])[]): Competency {
  const references = new Map<string, string | null>([...Object.entries(sameAs ?? {}), ...changes]);
  const left = [...references].filter((one): one is [string, string] => one[1] !== null);
  return left.length === 0 ? competency : { ...competency, sameAs: Object.fromEntries(left) };
}

/** Takes out what is named, and puts back each behind its neighbour: whatever was not named keeps its order. */
function withHeads(
  rows: readonly Competency[],
  heads: ReadonlyMap<string, HeadChange>,
  cells: ReadonlyMap<string, readonly CellChange[]>,
  frame: MatrixFrame,
): Competency[] {
  const known = new Map(rows.map((row) => [row.id, row]));
  const made = [...heads.values()].flatMap(({ competency: id, after }) => {
    if (after === null) return [];
    const row = known.get(id) ?? withCells({ id, group: after.group, title: after.title, cells: [] }, cells.get(id) ?? [], frame);
    return [{ after: after.after, row: competencyOf(after, row) }];
  });
  const order: (string | null)[] = [null, ...rows.map(({ id }) => id).filter((id) => !heads.has(id))];
  const placed = new Map(made.map(({ row }) => [row.id, row]));
  for (let waiting = made; waiting.length > 0; ) {
    const [ready, later] = [waiting.filter(({ after }) => order.includes(after)), waiting.filter(({ after }) => !order.includes(after))];
    for (const { after, row } of ready) order.splice(order.indexOf(after) + 1, 0, row.id);
    if (ready.length === 0) order.push(...later.map(({ row }) => row.id)); // neighbours that are not there
    waiting = ready.length === 0 ? [] : later;
  }
  return order.flatMap((id) => (id === null ? [] : (placed.get(id) ?? known.get(id) ?? [])));
}

function competencyOf({ after: _place, ...head }: CompetencyHead, { cells, sameAs }: Competency): Competency {
  return { ...head, cells, ...(sameAs && { sameAs }) };
}
