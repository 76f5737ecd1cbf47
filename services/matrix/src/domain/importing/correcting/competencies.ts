import { cellAt, slugOf, withReferences, type Competency, type LocalizedText } from '@rung/matrix-model';

import type { Preview } from '../drafting/draft.js';
import { why, type Why } from '../reasons.js';
import { inLanguage, mapText } from '../drafting/texts.js';
import { titleOf } from '../title.js';
import { cellsInOrder, competencyOf, inOrder, levelOf, withCompetencies } from './parts.js';

/** Two competencies of one cell each become one cell, in the first one's words. */
export function joinAsOne(preview: Preview, ids: readonly string[]): Preview | Why {
  const found = joinable(preview, ids);
  if ('reason' in found) return found;
  const [first, ...others] = found;
  const [cell] = first.cells;
  const linked = found.find((competency) => competency.cells.length > 1);
  if (cell === undefined || linked !== undefined) return why('several-cells', { competency: linked?.id ?? first.id });
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
export function joinAsCells(preview: Preview, ids: readonly string[]): Preview | Why {
  const found = joinable(preview, ids);
  if ('reason' in found) return found;
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
export function bringBack(preview: Preview, id: string, levelName: string): Preview | Why {
  const competency = competencyOf(preview, id);
  if ('reason' in competency) return competency;
  const level = levelOf(preview, levelName);
  if ('reason' in level) return level;
  const cell = competency.cells.find((one) => one.listedAt.includes(level.code));
  const listing = preview.listings.find((one) => one.competency === id && one.level === level.code);
  if (cell === undefined || listing === undefined) return why('not-listed', { competency: id, level: levelName });
  if (competency.cells.length === 1 && cell.listedAt.length === 1)
    return why('alone-at-level', { competency: id, level: levelName });
  const rest = cell.listedAt.filter((code) => code !== level.code);
  const kept: Competency = {
    ...competency,
    cells: cellsInOrder(
      preview,
      competency.cells.flatMap((one) => (one !== cell ? [one] : rest.length === 0 ? [] : [{ ...one, listedAt: rest }])),
    ),
  };
  const [lost] = Object.entries(kept.sameAs ?? {}).filter(([at]) => cellAt(preview.matrix, kept, at) === undefined);
  if (lost !== undefined) return why('referred-to', { competency: id, level: levelName, from: preview.matrix.levels.find(({ code }) => code === lost[0])?.names[0] ?? lost[0] });
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
function joinable(preview: Preview, ids: readonly string[]): [Competency, ...Competency[]] | Why {
  const found: Competency[] = [];
  for (const id of ids) {
    const competency = competencyOf(preview, id);
    if ('reason' in competency) return competency;
    if (found.includes(competency)) return why('named-twice', { competency: id });
    found.push(competency);
  }
  const [first, ...others] = found;
  if (first === undefined || others.length === 0) return why('two-at-least');
  const stranger = others.find((other) => other.group !== first.group);
  if (stranger !== undefined) return why('two-groups', { competency: first.id, group: first.group, other: stranger.id, otherGroup: stranger.group });
  const listed = found.flatMap(({ cells, sameAs = {} }) => [...cells.flatMap((cell) => cell.listedAt), ...Object.keys(sameAs)]);
  const twice = listed.find((code, at) => listed.indexOf(code) !== at);
  if (twice === undefined) return [first, ...others];
  return why('lists-two-of-them', { level: preview.matrix.levels.find((level) => level.code === twice)?.names[0] ?? twice });
}

function joined(preview: Preview, first: Competency, others: readonly Competency[], cells: Competency['cells']): Preview {
  const gone = new Set(others.map((competency) => competency.id));
  const references = [first, ...others].flatMap(({ sameAs = {} }) => Object.entries(sameAs));
  const competencies = preview.matrix.competencies
    .filter((competency) => !gone.has(competency.id))
    .map((competency) => (competency === first ? withReferences({ ...first, cells }, references) : competency));
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
