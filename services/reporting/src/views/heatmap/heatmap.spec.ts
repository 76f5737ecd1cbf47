import { describe, expect, it } from '@jest/globals';
import { reviewEvents } from '@rung/contracts';

import { ReviewStory, type Told } from '../../organisation.fixture.js';
import { heatmapOf, type OutcomeCount } from './heatmap.js';
import { project, type OutcomeRow } from './heatmap.projector.js';

const cycle = 'c0000000-0000-4000-8000-000000000001';
const competencies = ['kneading', 'baking'].map((competency) => ({ competency, group: 'hard', title: { en: competency } }));
const matrix = { competencies, groupNames: { hard: { en: 'Craft' } } };
const units = [
  { unit: 'bakery', parent: null },
  { unit: 'ovens', parent: 'bakery' },
  { unit: 'shop', parent: 'bakery' },
];
const count = (unit: string, competency: string, people: number, met: number): OutcomeCount => ({ unit, competency, people, cells: 2 * people, met });
const few = { people: null, met: null, hidden: 'fewer than 5 people' };

describe('the heatmap', () => {
  it('has a column for each unit right below, with all below it, in the order of the matrix', () => {
    const counts = [count('ovens', 'baking', 6, 9), count('shop', 'baking', 5, 10), count('ovens', 'kneading', 6, 4), count('shop', 'kneading', 5, 0)];
    expect(heatmapOf({ cycle, unit: 'bakery' }, matrix, units, counts)).toEqual({
      cycle,
      unit: 'bakery',
      columns: [
        { unit: 'ovens', includes: 'all-below' },
        { unit: 'shop', includes: 'all-below' },
      ],
      rows: [
        { ...competencies[0], cells: [{ people: 6, met: 0.3333 }, { people: 5, met: 0 }] },
        { ...competencies[1], cells: [{ people: 6, met: 0.75 }, { people: 5, met: 1 }] },
      ],
      groupNames: { hard: { en: 'Craft' } },
    });
    expect(heatmapOf({ cycle, unit: null }, matrix, units, counts)?.columns).toEqual([{ unit: 'bakery', includes: 'all-below' }]);
  });

  it('has a column for the people of the unit itself, where it has some', () => {
    const counts = [count('bakery', 'baking', 7, 7), count('ovens', 'baking', 6, 9)];
    const map = heatmapOf({ cycle, unit: 'bakery' }, matrix, units, counts);
    expect(map?.columns.at(-1)).toEqual({ unit: 'bakery', includes: 'own-people' });
    expect(map?.rows[1]?.cells).toEqual([{ people: 6, met: 0.75 }, few, { people: 7, met: 0.5 }]);
    expect(map?.rows[0]?.cells).toEqual([few, few, few]);
  });

  it('hides per competency, as each is asked of others', () => {
    const counts = [count('ovens', 'baking', 6, 9), count('shop', 'baking', 4, 1), count('ovens', 'kneading', 6, 9), count('shop', 'kneading', 6, 1)];
    const map = heatmapOf({ cycle, unit: 'bakery' }, matrix, units, counts);
    expect(map?.rows[1]?.cells).toEqual([{ people: null, met: null, hidden: 'would tell of fewer than 5 people by subtraction' }, few]);
    expect(map?.rows[0]?.cells.map(({ people }) => people)).toEqual([6, 6]);
  });

  it('is not there for a unit that is not there', () => {
    expect(heatmapOf({ cycle, unit: 'attic' }, matrix, units, [])).toBeUndefined();
  });
});

describe('the outcomes of a review', () => {
  const story = new ReviewStory('a0000000-0000-4000-8000-000000000001', 'ovens');
  const fold = (...tolds: Told[]) =>
    tolds
      .flatMap(({ events }) => events.map((event) => reviewEvents.read(event)))
      .reduce<OutcomeRow | undefined>((row, event, at) => {
        const isTold = event.type === 'ReviewLaunched' || event.type === 'GradeProposed';
        return isTold ? project(row, event, at + 1) : row;
      }, undefined);

  it('count each cell once, though it is in force at two levels', () => {
    expect(fold(story.launched(), story.proposed('baker', ['met', 'missed']))).toMatchObject({
      competencies: ['kneading', 'baking'],
      cells: [1, 1],
      met: [1, 0],
    });
  });

  it('take what stands as met, and what nobody could see as not', () => {
    expect(fold(story.launched(), story.proposed('baker', ['stands', 'no-opportunity']))?.met).toEqual([1, 0]);
  });

  it('are none before there is a proposal', () => {
    expect(fold(story.launched())).toMatchObject({ unit: 'ovens', competencies: [], cells: [], met: [] });
  });
});
