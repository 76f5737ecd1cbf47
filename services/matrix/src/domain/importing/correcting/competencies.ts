import { slugOf, type Competency, type LocalizedText } from '@rung/matrix-model';

import type { Preview } from '../drafting/draft.js';
import { inLanguage, mapText } from '../drafting/texts.js';
import { titleOf } from '../title.js';
import { cellsInOrder, competencyOf, inOrder, levelOf, withCompetencies } from './parts.js';

/** Two competencies of one cell each become one cell, in the first one's words. */
export function joinAsOne(preview: Preview, ids: readonly string[]): Preview | string {
  const found = joinable(preview, ids);
  if (typeof found === 'string') return found;
  const [first, ...others] = found;
  const [cell] = first.cells;
  const linked = found.find((competency) => competency.cells.length > 1);
  if (cell === undefined || linked !== undefined) return `"${linked?.id ?? first.id}" has several cells; link them instead`;
  const cells = found.flatMap((competency) => competency.cells);
  const merged = {
    ...cell,
    listedAt: inOrder(
      preview,
      cells.flatMap((one) => one.listedAt),
    ),
    questions: eachOnce(cells.flatMap((one) => one.questions)),
    ...(cells.some((one) => one.examples) ? { examples: eachOnce(cells.flatMap((one) => one.examples ?? [])) } : {}),
    ...(cells.some((one) => one.antipatterns) ? { antipatterns: eachOnce(cells.flatMap((one) => one.antipatterns ?? [])) } : {}),
    evidenceRequired: cells.some((one) => one.evidenceRequired),
    mustHave: cells.some((one) => one.mustHave),
  };
  return joined(preview, first, others, [merged]);
}

function eachOnce(texts: readonly LocalizedText[]): LocalizedText[] {
  return [...new Map(texts.map((text) => [JSON.stringify(text), text])).values()];
}

/** Several competencies become one; each cell raises the one before it. */
export function joinAsCells(preview: Preview, ids: readonly string[]): Preview | string {
  const found = joinable(preview, ids);
  if (typeof found === 'string') return found;
  const [first, ...others] = found;
  return joined(
    preview,
    first,
    others,
    cellsInOrder(
      preview,
      found.flatMap((competency) => competency.cells),
    ),
  );
}

/** What a level lists becomes a competency of its own again, in its own words. */
export function bringBack(preview: Preview, id: string, levelName: string): Preview | string {
  const competency = competencyOf(preview, id);
  if (typeof competency === 'string') return competency;
  const level = levelOf(preview, levelName);
  if (typeof level === 'string') return level;
  const cell = competency.cells.find((one) => one.listedAt.includes(level.code));
  const listing = preview.listings.find((one) => one.competency === id && one.level === level.code);
  if (cell === undefined || listing === undefined) return `"${id}" is not listed at "${levelName}"`;
  if (competency.cells.length === 1 && cell.listedAt.length === 1)
    return `"${id}" is listed at "${levelName}" alone; there is nothing to split`;
  const rest = cell.listedAt.filter((code) => code !== level.code);
  const kept: Competency = {
    ...competency,
    cells: cellsInOrder(
      preview,
      competency.cells.flatMap((one) => (one !== cell ? [one] : rest.length === 0 ? [] : [{ ...one, listedAt: rest }])),
    ),
  };
  const own: Competency = {
    id: freeId(preview, inLanguage(listing.statement, preview.language)),
    group: competency.group,
    title: mapText(listing.statement, titleOf),
    cells: [
      {
        ...cell,
        listedAt: [level.code],
        statement: listing.statement,
        questions: [...listing.questions],
        evidenceRequired: listing.evidenceRequired,
        mustHave: listing.evidenceRequired,
      },
    ],
  };
  const split = withCompetencies(
    preview,
    preview.matrix.competencies.flatMap((one) => (one.id === id ? [kept, own] : [one])),
  );
  return { ...split, listings: preview.listings.map((one) => (one === listing ? { ...one, competency: own.id } : one)) };
}

/** The competencies, where they can be one: different ones of one group, and no level lists two of them. */
function joinable(preview: Preview, ids: readonly string[]): [Competency, ...Competency[]] | string {
  const found: Competency[] = [];
  for (const id of ids) {
    const competency = competencyOf(preview, id);
    if (typeof competency === 'string') return competency;
    if (found.includes(competency)) return `"${id}" is named twice`;
    found.push(competency);
  }
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return 'it takes at least two competencies';
  const stranger = others.find((other) => other.group !== first.group);
  if (stranger !== undefined) return `"${first.id}" is ${first.group} and "${stranger.id}" is ${stranger.group}; regroup one first`;
  const listed = found.flatMap((competency) => competency.cells.flatMap((cell) => cell.listedAt));
  const twice = listed.find((code, at) => listed.indexOf(code) !== at);
  if (twice === undefined) return [first, ...others];
  return `"${preview.matrix.levels.find((level) => level.code === twice)?.names[0] ?? twice}" lists two of them: they are two expectations`;
}

function joined(preview: Preview, first: Competency, others: readonly Competency[], cells: Competency['cells']): Preview {
  const gone = new Set(others.map((competency) => competency.id));
  const competencies = preview.matrix.competencies
    .filter((competency) => !gone.has(competency.id))
    .map((competency) => (competency === first ? { ...first, cells } : competency));
  return {
    ...withCompetencies(preview, competencies),
    listings: preview.listings.map((listing) => (gone.has(listing.competency) ? { ...listing, competency: first.id } : listing)),
  };
}

function freeId(preview: Preview, statement: string): string {
  const taken = new Set(preview.matrix.competencies.map((competency) => competency.id));
  const base = slugOf(titleOf(statement)).slice(0, 56).replace(/-$/u, '') || 'competency';
  let id = base;
  for (let count = 2; taken.has(id); count += 1) id = `${base}-${count}`;
  return id;
}
