import { describe, expect, it } from '@jest/globals';

import { readMatrixFile, toPreviewJson } from '../index.js';

const read = (text: string, name = 'ladder.md') => toPreviewJson(readMatrixFile({ bytes: Buffer.from(text), name }));
const told = (text: string, name?: string) => read(text, name).competencies.map(({ title, cells }) => [title, ...cells.map(({ levels, statement, questions, examples, antipatterns }) => [levels.join('+'), statement, questions, examples ?? [], antipatterns ?? []])]);

const cell = (words: string) => `*${words}*\n\n**Example behaviors:**\n\n- Planes ${words}\n- Oils\n\n**Red flags**\n\n- Rushes\n\n**Questions:**\n\n- What was planed?\n`;
const track = (title: string) => `## Wood\n\n### ${title}\n\nWhat it is about.\n\n#### Milestone 1\n\n${cell('with help')}\n#### Milestone 2\n\n${cell('alone')}\n`;

describe('what stands below headings of its own at a level', () => {
  it('is about the statement before it: a paragraph', () => {
    const at = (words: string) => [words, ['What was planed?'], [`Planes ${words}`, 'Oils'], ['Rushes']];
    expect(told(`# Ladder\n\n${track('Planing')}${track('Joints')}`)).toEqual([
      ['Planing', ['Milestone 1', ...at('with help')], ['Milestone 2', ...at('alone')]],
      ['Joints', ['Milestone 1', ...at('with help')], ['Milestone 2', ...at('alone')]],
    ]);
  });

  it('or an entry, in a file of one level', () =>
    expect(told('## Planing\n\n- Planes with help\n\n### Examples\n\n- Planed a shelf\n\n## Joints\n\n- Cuts dovetails\n', 'junior.md')).toEqual([
      ['Planing', ['junior', 'Planes with help', [], ['Planed a shelf'], []]],
      ['Joints', ['junior', 'Cuts dovetails', [], [], []]],
    ]));

  it('stands for itself where nothing is stated before it', () =>
    expect(told('## Planing\n\n### Junior\n\n**Examples**\n\n- Planes a shelf\n\n### Senior\n\n**Examples**\n\n- Planes a table\n')).toEqual([['Planing', ['Junior', 'Planes a shelf', [], [], []], ['Senior', 'Planes a table', [], [], []]]]));

  it('below a heading of expectations is stated, and the heading names no competency', () =>
    expect(told('## Planing\n\n### Junior\n\n#### Expectations\n\n- Planes a shelf\n\n### Senior\n\n#### Expectations\n\n- Planes a table\n')).toEqual([['Planing', ['Junior', 'Planes a shelf', [], [], []], ['Senior', 'Planes a table', [], [], []]]]));

  it('is a competency of that name where no level stands above', () =>
    expect(told('## Requirements\n\n- Junior: Reads them\n- Senior: Writes them\n\n## Planing\n\n- Junior: Planes a shelf\n- Senior: Planes a table\n').map(([title]) => title)).toEqual(['Requirements', 'Planing']));
});
