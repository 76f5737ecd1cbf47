// Where the arrow keys lead in the grid: from one thing that can be opened to the next, over what is blank.
export interface GridPlace {
  readonly row: number;
  readonly column: number;
}

/** What stands at each place, by row and column; null for what is blank. What spans several rows has one name at all of them. */
export type GridMap = readonly (readonly (string | null)[])[];

type Step = readonly [rows: number, columns: number];
const steps: Readonly<Record<string, Step>> = { ArrowUp: [-1, 0], ArrowDown: [1, 0], ArrowLeft: [0, -1], ArrowRight: [0, 1] };

/** @returns the next place in that direction, or undefined where there is none, or where the key is none of the grid's. */
export function moveBy(key: string, withCtrl: boolean, from: GridPlace, map: GridMap): GridPlace | undefined {
  if (key === 'Home' || key === 'End') return toEnd(key, withCtrl, from, map);
  const step = steps[key];
  if (step === undefined || withCtrl) return undefined;
  const here = map[from.row]?.[from.column];
  return placesFrom(from, step, map).find(({ row, column }) => isAnother(map[row]?.[column], here));
}

/** The place that the Tab key leads to first. */
export function firstPlace(map: GridMap): GridPlace | undefined {
  return placesOf(map)[0];
}

export function placeOf(map: GridMap, name: string): GridPlace | undefined {
  return placesOf(map).find(({ row, column }) => map[row]?.[column] === name);
}

const isAnother = (name: string | null | undefined, here: string | null | undefined): boolean => typeof name === 'string' && name !== here;

function placesFrom({ row, column }: GridPlace, [rows, columns]: Step, map: GridMap): GridPlace[] {
  const places: GridPlace[] = [];
  for (let at = { row: row + rows, column: column + columns }; map[at.row]?.[at.column] !== undefined; at = { row: at.row + rows, column: at.column + columns }) places.push(at);
  return places;
}

function placesOf(map: GridMap): GridPlace[] {
  return map.flatMap((names, row) => names.flatMap((name, column) => (name === null ? [] : [{ row, column }])));
}

/** Of the row; of the whole grid with Ctrl. */
function toEnd(key: 'Home' | 'End', withCtrl: boolean, { row }: GridPlace, map: GridMap): GridPlace | undefined {
  return placesOf(map)
    .filter((place) => withCtrl || place.row === row)
    .at(key === 'Home' ? 0 : -1);
}
