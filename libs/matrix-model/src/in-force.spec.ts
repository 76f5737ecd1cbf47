import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { cellAt, inForceAt, levelIndex, levelsOf, sourceLevel } from './in-force.js';
import type { Competency, Expectation, MatrixContent, Reading } from './matrix.js';

const cell = (...listedAt: string[]): Expectation => ({
  listedAt,
  statement: { en: listedAt.join(' ') },
  questions: [],
  evidenceRequired: false,
  mustHave: false,
  weight: 1,
});
const competency = (id: string, ...cells: Expectation[]): Competency => ({
  id,
  group: id.startsWith('s') ? 'soft' : 'hard',
  title: { en: id },
  cells,
});
const matrix = (reading: Reading, competencies: Competency[], sameAs: Record<string, Record<string, string>> = {}): MatrixContent => ({
  name: 'A matrix',
  reading,
  groups: ['soft', 'hard'],
  levels: ['one', 'two', 'three', 'four'].map((code) => ({ code, names: [code], sameAs: sameAs[code] ?? {} })),
  terms: [],
  competencies,
});
const states = (content: MatrixContent, level: string) => inForceAt(content, level).map((one) => `${one.competency.id} ${one.state}`);

describe('complete lists', () => {
  const raised = competency('h1', cell('one', 'two'), cell('three'));
  const dropped = competency('h2', cell('one', 'three'));
  const content = matrix('complete', [raised, dropped]);

  it('hold where they are listed, and nowhere else', () => {
    expect(levelsOf(content, dropped, dropped.cells[0]!)).toEqual(['one', 'three']);
    expect(cellAt(content, dropped, 'two')).toBeUndefined();
    expect(cellAt(content, dropped, 'four')).toBeUndefined();
  });

  it('say what is new, carried and raised', () => {
    expect(states(content, 'one')).toEqual(['h1 new', 'h2 new']);
    expect(states(content, 'two')).toEqual(['h1 carried']);
    expect(states(content, 'three')).toEqual(['h1 raised', 'h2 new']);
    expect(states(content, 'four')).toEqual([]);
  });
});

describe('additive lists', () => {
  const raised = competency('h1', cell('one'), cell('three'));
  const ended: Competency = { ...competency('h2', cell('two')), ended: { level: 'four', reason: { en: 'delegated' } } };
  const content = matrix('additive', [raised, ended]);

  it('carry what a level does not list, until it is raised or ended', () => {
    expect(states(content, 'one')).toEqual(['h1 new']);
    expect(states(content, 'two')).toEqual(['h1 carried', 'h2 new']);
    expect(states(content, 'three')).toEqual(['h1 raised', 'h2 carried']);
    expect(states(content, 'four')).toEqual(['h1 carried']);
  });
});

describe("a group that is the same as another level's", () => {
  const hard = competency('h1', cell('one'), cell('two'));
  const soft = competency('s1', cell('one'));

  it('is inherited by reference, that group alone', () => {
    const content = matrix('complete', [hard, soft], { three: { hard: 'two' } });
    expect(inForceAt(content, 'three')).toEqual([{ competency: hard, cell: hard.cells[1], state: 'carried', inheritedFrom: 'two' }]);
    expect(levelsOf(content, hard, hard.cells[1]!)).toEqual(['two', 'three']);
  });

  it('follows references to their end, and stops in a circle', () => {
    const chain = matrix('complete', [hard], { four: { hard: 'three' }, three: { hard: 'one' } });
    expect(sourceLevel(chain, 'four', 'hard')).toBe('one');
    const circle = matrix('complete', [hard], { four: { hard: 'three' }, three: { hard: 'four' } });
    expect(['three', 'four']).toContain(sourceLevel(circle, 'four', 'hard'));
  });

  it('may be a lower or a higher level, in additive lists as well', () => {
    const content = matrix('additive', [hard, competency('h2', cell('three'))], { four: { hard: 'one' } });
    expect(states(content, 'four')).toEqual(['h1 raised']);
    expect(cellAt(content, hard, 'four')).toBe(hard.cells[0]);
  });
});

it('knows no level that the matrix does not have', () => {
  const content = matrix('complete', [competency('h1', cell('one'))]);
  expect(levelIndex(content, 'nine')).toBe(-1);
  expect(inForceAt(content, 'nine')).toEqual([]);
});

describe('in any matrix', () => {
  const codes = ['one', 'two', 'three', 'four'];
  const cells = fc.uniqueArray(fc.constantFrom(...codes), { minLength: 1 }).map((listed) => codes.filter((code) => listed.includes(code)));
  const anyMatrix = fc
    .record({
      reading: fc.constantFrom<Reading>('complete', 'additive'),
      lists: fc.array(cells, { minLength: 1, maxLength: 5 }),
      same: fc.option(fc.constantFrom('one', 'two', 'three'), { nil: undefined }),
    })
    .map(({ reading, lists, same }) =>
      matrix(
        reading,
        lists.map((listed, at) => competency(`h${at}`, ...listed.map((code) => cell(code)))),
        same === undefined ? {} : { four: { hard: same } },
      ),
    );

  it('at most one cell of a competency holds at a level, and levelsOf agrees with inForceAt', () => {
    fc.assert(
      fc.property(anyMatrix, (content) => {
        for (const level of codes) {
          const inForce = inForceAt(content, level);
          expect(new Set(inForce.map((one) => one.competency.id)).size).toBe(inForce.length);
          for (const one of content.competencies) {
            const holding = one.cells.filter((single) => levelsOf(content, one, single).includes(level));
            expect(holding).toEqual(inForce.filter((other) => other.competency === one).map((other) => other.cell));
          }
        }
      }),
    );
  });

  it('an inherited group holds exactly what its source holds', () => {
    fc.assert(
      fc.property(anyMatrix, (content) => {
        for (const level of content.levels) {
          const source = level.sameAs['hard'];
          if (source !== undefined)
            expect(inForceAt(content, level.code).map((one) => one.cell)).toEqual(inForceAt(content, source).map((one) => one.cell));
        }
      }),
    );
  });
});
