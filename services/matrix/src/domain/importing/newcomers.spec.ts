// Ladders as somebody brings them who has read nothing of ours, in the shapes that public ones have.
import { describe, expect, it } from '@jest/globals';

import { readMatrixFile, toPreviewJson } from './index.js';

const read = (name: string, ...lines: string[]) => {
  const { levels, competencies, anomalies } = toPreviewJson(readMatrixFile({ bytes: Buffer.from(lines.join('\n')), name }));
  return { levels: levels.map(({ names }) => names[0]), rows: competencies.map(({ group, title, cells }) => `${group}: ${title}: ${cells.map((cell) => `${cell.levels.join()} ${cell.statement}`).join('; ')}`), anomalies: anomalies.map(({ message }) => message) };
};

describe('a wide table with a blank corner', () => {
  it('has a level in every column beside the names of its rows, also where few are called as levels', () => {
    const { levels, rows } = read('bees.md', '# Bees', '', '| | Helper | Keeper | Senior Keeper | Master |', '|---|---|---|---|---|', '| **Harvest** | Carries frames | Runs a day | Plans the season | Finds products |', '| **Safety** | Wears the suit | Uses smoke | Leads in a swarm | — |');
    expect(levels).toEqual(['Helper', 'Keeper', 'Senior Keeper', 'Master']);
    expect(rows).toEqual(['hard: Harvest: Helper Carries frames; Keeper Runs a day; Senior Keeper Plans the season; Master Finds products', 'hard: Safety: Helper Wears the suit; Keeper Uses smoke; Senior Keeper Leads in a swarm']);
  });
});

describe('bullets under areas, a level each, below a sentence about the level', () => {
  const text = ['SHIP’S COOKS', '', 'COOK 1', 'You are learning the galley.', '', 'Cooking', '• Follows a recipe', '• Keeps stores', 'Crew', '• Takes advice', '', 'COOK 2', 'You run a watch.', '', 'Cooking', '• Plans a week', 'Crew', '• Trains others', '', 'CHIEF COOK', 'You own the galley.', '', 'Cooking', '• Provisions a voyage', 'Crew', '• Hires cooks'];

  it('is read level by level, and loses no statement', () => {
    const { levels, rows, anomalies } = read('cooks.txt', ...text);
    expect(levels).toEqual(['COOK 1', 'COOK 2', 'CHIEF COOK']);
    expect(rows.map((row) => row.replace(/: .*?: /u, ': '))).toEqual(['cooking: COOK 1 Follows a recipe', 'cooking: COOK 1 Keeps stores', 'crew: COOK 1 Takes advice', 'cooking: COOK 2 Plans a week', 'crew: COOK 2 Trains others', 'cooking: CHIEF COOK Provisions a voyage', 'crew: CHIEF COOK Hires cooks']);
    expect(anomalies.filter((one) => one.includes('You '))).toHaveLength(3);
  });
});

describe('a long table', () => {
  it('is grouped by the area where all rows are of one track', () => {
    const { rows } = read('glass.csv', 'Track;Area;Skill;Grade;What we look for', 'Glass;Craft;Blowing;G1;Gathers evenly', 'Glass;Craft;Blowing;G2;Blows thin walls', 'Glass;Together;Furnace watch;G1;Never leaves it alone');
    expect(rows).toEqual(['craft: Blowing: G1 Gathers evenly; G2 Blows thin walls', 'together: Furnace watch: G1 Never leaves it alone']);
  });
});
