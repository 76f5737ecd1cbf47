// From the server's grid to what is drawn: rows in the order in which they first appear, so that the levels make a staircase.
import { ownValue } from '@rung/matrix-model/own-value';

import type { LocalizedText } from '../i18n/in-language.js';
import type { Grid, OwnReview } from './matrix-queries.js';

export type CellState = 'new' | 'raised' | 'carried';

export interface GridView {
  readonly levels: readonly LevelView[];
  readonly groups: readonly GroupView[];
  /** How many competencies there are, and how many of them are shown. */
  readonly all: number;
  readonly shown: number;
}

export interface LevelView {
  readonly code: string;
  readonly name: string;
  readonly isOwn: boolean;
  readonly counts: readonly CountView[];
}

/** Of a group at a level, whatever is filtered. */
export interface CountView {
  readonly group: string;
  readonly inForce: number;
  readonly added: number;
  readonly raised: number;
}

export interface GroupView {
  readonly code: string;
  readonly rows: readonly RowView[];
  /** By level: the level that the whole group is the same as. */
  readonly sameAs: Readonly<Record<string, string>>;
}

export interface RowView {
  readonly id: string;
  readonly title: LocalizedText;
  /** One per level, in the order of the levels; null where nothing is required. */
  readonly cells: readonly (CellView | null)[];
}

export interface CellView {
  readonly state: CellState;
  readonly statement: LocalizedText;
  /** The name of the level that the competency is the same as here, by a reference of its own; null where it has none. */
  readonly sameAs: string | null;
}

export interface GridFilter {
  readonly q?: string;
  readonly group?: string;
}

type Competency = Grid['competencies'][number];

interface NamedLevel {
  readonly code: string;
  readonly names: readonly string[];
}

export const levelName = ({ names }: Pick<NamedLevel, 'names'>): string => names.join(' / ');

/** What a level is called, by its code; the code itself where there is no such level any more. */
export function levelNameIn(levels: readonly NamedLevel[], code: string): string {
  const found = levels.find((level) => level.code === code);
  return found === undefined ? code : levelName(found);
}

export function gridView(grid: Grid, filter: GridFilter = {}, own: OwnReview | null = null): GridView {
  const ownLevel = ownLevelIn(grid, own);
  const matches = matcherOf(filter);
  const groups = grid.groups.map((code) => {
    const rows = inOrderOfAppearance(grid, grid.competencies.filter(({ group }) => group === code)).filter(matches);
    return { code, rows: rows.map((competency) => rowOf(grid, competency)), sameAs: sameAsOf(grid, code) };
  });
  return {
    levels: grid.levels.map((level) => ({
      code: level.code,
      name: levelName(level),
      isOwn: level.code === ownLevel,
      counts: grid.groups.map((group) => countOf(grid, group, level.code)),
    })),
    groups: groups.filter(({ rows }) => rows.length > 0),
    all: grid.competencies.length,
    shown: groups.reduce((sum, { rows }) => sum + rows.length, 0),
  };
}

/** A level of this name is the person's own only in the matrix that they are assessed by. */
function ownLevelIn(grid: Grid, own: OwnReview | null): string | undefined {
  if (own?.matrix !== grid.matrix) return undefined;
  return grid.levels.find(({ names }) => names[0] === own.level)?.code;
}

function inOrderOfAppearance(grid: Grid, competencies: readonly Competency[]): Competency[] {
  const place = new Map(grid.levels.map(({ code }, at) => [code, at]));
  const first = ({ inForce }: Competency): number => Math.min(...inForce.map(({ level }) => place.get(level) ?? 0), grid.levels.length);
  return [...competencies].sort((one, other) => first(one) - first(other));
}

function rowOf(grid: Grid, competency: Competency): RowView {
  const cells = grid.levels.map(({ code }) => {
    const here = competency.inForce.find(({ level }) => level === code);
    const cell = here === undefined ? undefined : competency.cells[here.cell];
    return here === undefined || cell === undefined ? null : { state: here.state, statement: cell.statement, sameAs: ownReference(grid, competency, code) };
  });
  return { id: competency.id, title: competency.title, cells };
}

/** The name of the level that the competency itself is said to be the same as at another. */
export function ownReference({ levels }: Pick<Grid, 'levels'>, { sameAs }: Pick<Competency, 'sameAs'>, level: string): string | null {
  const target = ownValue(sameAs, level);
  return target === undefined ? null : levelNameIn(levels, target);
}

function sameAsOf(grid: Grid, group: string): Record<string, string> {
  return Object.fromEntries(
    grid.levels.flatMap(({ code, groups }) => {
      const target = groups[group]?.sameAs ?? null;
      return target === null ? [] : [[code, target]];
    }),
  );
}

function countOf(grid: Grid, group: string, level: string): CountView {
  const states = grid.competencies
    .filter((competency) => competency.group === group)
    .flatMap(({ inForce }) => inForce.filter((cell) => cell.level === level).map(({ state }) => state));
  return {
    group,
    inForce: grid.levels.find(({ code }) => code === level)?.groups[group]?.inForce ?? states.length,
    added: states.filter((state) => state === 'new').length,
    raised: states.filter((state) => state === 'raised').length,
  };
}

function matcherOf({ q = '', group }: GridFilter): (competency: Competency) => boolean {
  const words = foldedWords(q);
  return (competency) => {
    if (group !== undefined && competency.group !== group) return false;
    const text = foldedWords([competency.title, ...competency.cells.map(({ statement }) => statement)].flatMap((one) => Object.values(one)).join(' ')).join(' ');
    return words.every((word) => text.includes(word));
  };
}

const foldedWords = (text: string): string[] => text.toLowerCase().replaceAll('ё', 'е').split(/\s+/u).filter((word) => word !== '');
