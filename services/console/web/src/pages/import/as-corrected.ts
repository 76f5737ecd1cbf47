// A preview with what a person has said about it, so that it is seen at once. Shown only: what is accepted, the server makes of the text itself.
import type { Correction, Preview } from './import-queries.js';

type Competency = Preview['competencies'][number];
type Cell = Competency['cells'][number];

export function asCorrected(preview: Preview, corrections: readonly Correction[]): Preview {
  return corrections.reduce(corrected, preview);
}

function corrected(preview: Preview, correction: Correction): Preview {
  switch (correction.kind) {
    case 'merge':
    case 'link':
      return joined(preview, correction.competencies, correction.kind);
    case 'evidence':
      return withCells(preview, correction.competency, correction.level, (cell) => ({
        ...cell,
        evidenceRequired: correction.required,
        mustHave: cell.mustHave === cell.evidenceRequired ? correction.required : cell.mustHave,
      }));
    case 'must-have':
      return withCells(preview, correction.competency, correction.level, (cell) => ({ ...cell, mustHave: correction.value }));
    case 'regroup':
      return withCompetency(preview, correction.competency, (one) => ({ ...one, group: correction.group }));
    case 'reading':
      return { ...preview, reading: correction.value };
    case 'reverse-levels':
      return { ...preview, levels: preview.levels.toReversed(), questions: preview.questions.filter(({ kind }) => kind !== 'levels-reversed') };
    case 'rename-level':
      return renamed(preview, correction.level, correction.names);
    case 'split':
      return preview;
  }
}

function withCompetency(preview: Preview, id: string, change: (competency: Competency) => Competency): Preview {
  return { ...preview, competencies: preview.competencies.map((one) => (one.id === id ? change(one) : one)) };
}

function withCells(preview: Preview, id: string, level: string | undefined, change: (cell: Cell) => Cell): Preview {
  const isMeant = ({ levels }: Cell): boolean => level === undefined || levels.includes(level);
  return withCompetency(preview, id, (one) => ({ ...one, cells: one.cells.map((cell) => (isMeant(cell) ? change(cell) : cell)) }));
}

/** The first one takes the others in: into its one cell, or as further cells of its own. */
function joined(preview: Preview, ids: readonly string[], kind: 'merge' | 'link'): Preview {
  const found = ids.flatMap((id) => preview.competencies.find((one) => one.id === id) ?? []);
  const [first] = found;
  const [cell] = first?.cells ?? [];
  if (first === undefined || cell === undefined) return preview;
  const all = found.flatMap(({ cells }) => cells);
  const one: Cell = {
    ...cell,
    levels: inOrder(preview, all.flatMap(({ levels }) => levels)),
    questions: [...new Set(all.flatMap(({ questions }) => questions))],
    evidenceRequired: all.some(({ evidenceRequired }) => evidenceRequired),
    mustHave: all.some(({ mustHave }) => mustHave),
  };
  const gone = new Set(ids.filter((id) => id !== first.id));
  const rest = { ...preview, competencies: preview.competencies.filter(({ id }) => !gone.has(id)) };
  return withCompetency(rest, first.id, (competency) => ({ ...competency, cells: kind === 'merge' ? [one] : all }));
}

function renamed(preview: Preview, level: string, names: readonly string[]): Preview {
  const known = preview.levels.find((one) => one.names.includes(level));
  const [before = ''] = known?.names ?? [];
  const [after = before] = names;
  const say = (name: string): string => (name === before ? after : name);
  return {
    ...preview,
    levels: preview.levels.map((one) => (one === known ? { ...one, names: [...names] } : one)),
    competencies: preview.competencies.map((one) => ({ ...one, cells: one.cells.map((cell) => ({ ...cell, levels: cell.levels.map(say) })) })),
  };
}

function inOrder({ levels }: Preview, names: readonly string[]): string[] {
  return levels.flatMap((level) => level.names[0] ?? []).filter((name) => names.includes(name));
}
