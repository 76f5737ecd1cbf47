import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { matrixFaults } from './faults.js';
import { cellAt, groupReference, inForceAt, levelIndex, levelsOf, sourceLevel } from './in-force.js';
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
    expect(sourceLevel(chain, 'four', { group: 'hard' })).toBe('one');
    const circle = matrix('complete', [hard], { four: { hard: 'three' }, three: { hard: 'four' } });
    expect(['three', 'four']).toContain(sourceLevel(circle, 'four', { group: 'hard' }));
  });

  it('may be a lower or a higher level, in additive lists as well', () => {
    const content = matrix('additive', [hard, competency('h2', cell('three'))], { four: { hard: 'one' } });
    expect(states(content, 'four')).toEqual(['h1 raised']);
    expect(cellAt(content, hard, 'four')).toBe(hard.cells[0]);
  });
});

describe("a cell that is the same as another level's", () => {
  const refers = (one: Competency, sameAs: Record<string, string>): Competency => ({ ...one, sameAs });
  const hard = competency('h1', cell('one'), cell('two'), cell('three'));

  it('is inherited by reference, in that competency alone', () => {
    for (const reading of ['complete', 'additive'] as const) {
      const own = refers(hard, { four: 'two' });
      const content = matrix(reading, [own, competency('h2', cell('two', 'four'))]);
      expect(inForceAt(content, 'four')).toEqual([
        { competency: own, cell: own.cells[1], state: 'raised', inheritedFrom: 'two' },
        expect.objectContaining({ cell: content.competencies[1]?.cells[0] }),
      ]);
      expect(inForceAt(content, 'four')[1]).not.toHaveProperty('inheritedFrom');
      expect(levelsOf(content, own, hard.cells[1]!)).toEqual(['two', 'four']);
    }
  });

  it("goes before its group's reference, and on through references of either kind", () => {
    const levels = { four: { hard: 'three' }, two: { hard: 'one' } };
    expect(sourceLevel(matrix('complete', [], levels), 'four', refers(hard, { four: 'two' }))).toBe('one');
    expect(sourceLevel(matrix('complete', [], levels), 'four', refers(hard, { three: 'two' }))).toBe('one');
    expect(sourceLevel(matrix('complete', [], levels), 'four', hard)).toBe('three');
  });

  it('holds nothing above its level, where lists are additive: what is carried there is what was listed', () =>
    expect(states(matrix('additive', [refers(competency('h1', cell('one'), cell('two')), { three: 'one' })]), 'four')).toEqual(['h1 raised']));

  it('is never what every object has', () => {
    expect(sourceLevel(matrix('complete', []), 'constructor', refers(hard, { four: 'two' }))).toBe('constructor');
    for (const group of ['constructor', '__proto__']) {
      expect(groupReference({ sameAs: { hard: 'two' } }, group)).toBeUndefined();
      expect(sourceLevel(matrix('complete', []), 'four', { ...hard, group })).toBe('four');
    }
    expect(groupReference({ sameAs: Object.fromEntries([['constructor', 'two'], ['__proto__', 'one']]) }, 'constructor')).toBe('two');
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
      own: fc.array(fc.dictionary(fc.constantFrom(...codes), fc.constantFrom(...codes)), { minLength: 5, maxLength: 5 }),
    })
    .map(({ reading, lists, same, own }) =>
      matrix(
        reading,
        lists.map((listed, at) => ({ ...competency(`h${at}`, ...listed.map((code) => cell(code))), sameAs: own[at] ?? {} })),
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
          if (source === undefined) continue;
          const others = { ...content, competencies: content.competencies.filter(({ sameAs }) => sameAs?.[level.code] === undefined && sameAs?.[source] === undefined) };
          expect(inForceAt(others, level.code).map((one) => one.cell)).toEqual(inForceAt(others, source).map((one) => one.cell));
        }
      }),
    );
  });

  it('a cell that is the same as another is what holds there, and what refers in a circle is refused', () => {
    fc.assert(
      fc.property(anyMatrix, (content) => {
        const faults = new Set(matrixFaults(content).map(({ pointer }) => pointer));
        content.competencies.forEach((one, row) =>
          Object.entries(one.sameAs ?? {}).forEach(([level, target]) => {
            const isRound = endless(content, one, level);
            if (isRound) expect(faults).toContain(`/competencies/${row}/sameAs/${level}`);
            else expect(cellAt(content, one, level)).toBe(cellAt(content, one, target));
            if (!faults.has(`/competencies/${row}/sameAs/${level}`)) expect(cellAt(content, one, level)).toBeDefined();
          }),
        );
      }),
      { numRuns: 500 },
    );
  });

  /** More steps than there are levels: some level came twice. */
  function endless(content: MatrixContent, one: Competency, from: string): boolean {
    let at: string | undefined = from;
    for (let steps = 0; at !== undefined; steps += 1) {
      if (steps > codes.length) return true;
      const here: string = at;
      at = one.sameAs?.[here] ?? content.levels.find(({ code }) => code === here)?.sameAs[one.group];
    }
    return false;
  }
});
