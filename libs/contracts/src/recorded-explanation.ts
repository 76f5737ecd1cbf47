// An explanation as an event carries it: every cell stated once, whatever gates, lifts and warnings it stands in.
import { z } from 'zod';

import { cellName, explainedCell, explainedGate, explanation, type CellName, type ExplainedCell, type Explanation } from './explanation.js';

const place = z.int().min(0).describe('A place in `cells`, from 0; from their number on, in `named`');

const { lift: _lift, ...lasting } = explanation.shape;

/** An event has a limit, and the texts of a large matrix come near it when they are stated once. */
export const recordedExplanation = z.object({
  ...lasting,
  cells: z.array(explainedCell).describe('Every cell that a gate holds, once'),
  named: z.array(cellName).describe('Cells that a lift or a warning names and no gate holds'),
  gates: z
    .array(z.object({ ...explainedGate.shape, cells: z.array(place).describe('All cells in force at the level') }))
    .describe('From the current level (or the lowest) up to the target'),
  lift: z
    .object({ level: z.string().describe('The next level up, by its name'), cells: z.array(place).describe('The smallest set that would lift the grade to it') })
    .nullable()
    .describe('What would lift the grade by one level; null at the target'),
  warnings: z
    .array(z.object({ ...explanation.shape.warnings.element.shape, earlier: place.describe('The cell with the lower answer'), later: place.describe('The cell with the higher one') }))
    .describe('What people should look at; no grade changes by it'),
});
export type RecordedExplanation = z.infer<typeof recordedExplanation>;

/** States each cell once. `stated` gives the same explanation back. */
export function recorded(whole: Explanation): RecordedExplanation {
  const cells = places(JSON.stringify, whole.gates.flatMap((gate) => gate.cells));
  const ofCell = new Map(cells.all.map((cell, at) => [nameKey(cell), at]));
  const outside = places(nameKey, namesIn(whole).filter((name) => !ofCell.has(nameKey(name))));
  const placeOf = (name: CellName): number => ofCell.get(nameKey(name)) ?? cells.all.length + outside.placeOf(name);
  return {
    ...whole,
    cells: cells.all,
    named: outside.all,
    gates: whole.gates.map((gate) => ({ ...gate, cells: gate.cells.map(cells.placeOf) })),
    lift: whole.lift && { ...whole.lift, cells: whole.lift.cells.map(placeOf) },
    warnings: whole.warnings.map((warning) => ({ ...warning, earlier: placeOf(warning.earlier), later: placeOf(warning.later) })),
  };
}

/** The explanation as people and the API have it: each gate with its cells. */
export function stated({ cells, named, ...rest }: RecordedExplanation): Explanation {
  const names: readonly CellName[] = [...cells.map(nameOf), ...named];
  return {
    ...rest,
    gates: rest.gates.map((gate) => ({ ...gate, cells: gate.cells.flatMap((at) => cells[at] ?? []) })),
    lift: rest.lift && { ...rest.lift, cells: rest.lift.cells.flatMap((at) => names[at] ?? []) },
    warnings: rest.warnings.flatMap((warning) => {
      const [earlier, later] = [names[warning.earlier], names[warning.later]];
      return earlier === undefined || later === undefined ? [] : { ...warning, earlier, later };
    }),
  };
}

function nameOf({ competency, group, title, statement }: ExplainedCell): CellName {
  return { competency, group, title, statement };
}

const nameKey = ({ competency, group, title, statement }: CellName): string => JSON.stringify([competency, group, title, statement]);

function namesIn({ lift, warnings }: Explanation): CellName[] {
  return [...(lift?.cells ?? []), ...warnings.flatMap(({ earlier, later }) => [earlier, later])];
}

/** What differs, each once and in order of appearance, and where each of them is. */
function places<Item>(keyOf: (item: Item) => string, items: readonly Item[]): { all: Item[]; placeOf: (item: Item) => number } {
  const first = new Map<string, { readonly item: Item; readonly at: number }>();
  for (const item of items) {
    const key = keyOf(item);
    if (!first.has(key)) first.set(key, { item, at: first.size });
  }
  return { all: [...first.values()].map(({ item }) => item), placeOf: (item) => (first.get(keyOf(item)) as { at: number }).at };
}
