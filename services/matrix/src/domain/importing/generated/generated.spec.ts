// Random matrices, written as people write them, are read as what they were. The generator shares nothing with the importer.
import { describe, expect, it } from '@jest/globals';

import { previewOf } from '../index.js';
import { Dice } from './dice.fixture.js';
import { groups, randomModel, type Group, type Model } from './model.fixture.js';
import { randomStyle, written } from './writing.fixture.js';

const perLayout = 80;

describe.each(['one', 'groups', 'wrapped', 'lines'] as const)('%s', (layout) => {
  it('is read as it was meant', () => {
    for (let seed = 1, read = 0; read < perLayout; seed += 1) {
      const dice = new Dice(seed);
      const model = randomModel(dice);
      const style = randomStyle(dice, model);
      if (style.layout !== layout) continue;
      read += 1;
      const { text, gap } = written(dice, model, style);
      expect({ seed, text, ...readingOf(text) }).toEqual({ seed, text, ...meaningOf(model, gap) });
    }
  });
});

function readingOf(text: string): object {
  const { levels, competencies, terms, anomalies, reading, questions } = previewOf(text);
  return {
    reading,
    questions,
    levels: levels.map(({ names, groups: lists }) => ({
      names,
      lists: groups.map((group) => ({
        own: lists[group].own,
        sameAs: lists[group].sameAs,
        inForce: competencies
          .filter((one) => one.group === group)
          .flatMap(({ cells }) => cells.filter((cell) => cell.levels.includes(names[0] ?? '')))
          .map(({ statement, questions: asked, evidenceRequired }) => said(statement, asked, evidenceRequired))
          .sort(),
      })),
    })),
    terms: terms.map(({ word, measure }) => [word, ...measure.map(({ value }) => value)]),
    reported: ['near-duplicate', 'numbering-gap', 'duplicate-level', 'unassigned-text'].filter((kind) => anomalies.some((anomaly) => anomaly.kind === kind)),
  };
}

function meaningOf(model: Model, gap: boolean): object {
  const { levels, term, slip } = model;
  return {
    reading: 'complete',
    questions: [],
    levels: levels.map(({ names, lists }) => ({
      names,
      lists: groups.map((group) => {
        const list = lists[group];
        return {
          own: typeof list === 'number' ? 0 : list.length,
          sameAs: typeof list === 'number' ? (levels[list]?.names[0] ?? null) : null,
          inForce: inForce(model, list, group).sort(),
        };
      }),
    })),
    terms: term === undefined ? [] : [[term.word, term.optimal, term.most]],
    reported: [...(slip === undefined ? [] : ['near-duplicate']), ...(gap ? ['numbering-gap'] : [])],
  };
}

function inForce(model: Model, list: Model['levels'][number]['lists'][Group], group: Group): string[] {
  if (typeof list === 'number') return inForce(model, model.levels[list]?.lists[group] ?? [], group);
  return list.map(({ words, questions, evidence }) => said(words, questions, evidence));
}

function said(statement: string, questions: readonly string[], evidence: boolean): string {
  return `${statement}${evidence ? ' [e]' : ''}${questions.map((question) => ` ${question}`).join('')}`;
}
