import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { anyIntent, anyMatrix, gardeners } from '../editing/editing.fixture.js';
import { edit } from '../editing/edit.js';
import { intent } from '../editing/intent.js';
import type { MatrixContent } from '../matrix.js';
import { sorted } from '../parts/sorted.js';
import { diffMatrices } from './diff.js';
import { reworded, type Segment } from './words.js';

const changed = (wish: object) => diffMatrices(gardeners(), edit(gardeners(), intent.parse(wish)));
const without = (kind: Segment['kind'], segments: readonly Segment[]) => segments.filter((one) => one.kind !== kind).map(({ text }) => text).join('');

describe('two versions', () => {
  it('that say the same differ in nothing', () => {
    fc.assert(fc.property(anyMatrix, (matrix) => {
      expect(diffMatrices(matrix, structuredClone(matrix))).toEqual({ added: [], removed: [], changed: [], frame: [] });
    }));
  });

  it.each<[string, object, object]>([
    ['an added competency', { kind: 'add-competency', id: 'mowing', group: 'hard', title: { en: 'Mowing' }, level: 'novice', cell: { statement: { en: 'Mows' } } }, { added: [{ id: 'mowing' }], removed: [], changed: [] }],
    ['a removed one', { kind: 'remove-competency', competency: 'sowing' }, { added: [], removed: [{ id: 'sowing' }], changed: [] }],
    ['a moved one', { kind: 'move-competency', competency: 'listening', after: null }, { changed: [{ competency: 'listening', moved: { before: { group: 'soft', after: 'sowing' }, after: { group: 'soft', after: null } }, cells: [] }] }],
    ['a renamed one', { kind: 'rename-competency', competency: 'sowing', title: { en: 'Sowing seeds' } }, { changed: [{ competency: 'sowing', title: { en: [{ kind: 'kept', text: 'Sowing' }, { kind: 'added', text: ' seeds' }] } }] }],
    ['a raised one', { kind: 'add-cell', competency: 'sowing', level: 'expert', cell: { statement: { en: 'Sows all' } } }, { changed: [{ competency: 'sowing', cells: [{ level: 'expert', change: 'raised' }] }] }],
    ['an ended one', { kind: 'end-competency', competency: 'sowing', level: 'expert', reason: { en: 'Machines' } }, { changed: [{ competency: 'sowing', ended: { before: null, after: { level: 'expert' } } }] }],
    ['a cell that demands more', { kind: 'edit-cell', competency: 'pruning', level: 'master', mustHave: true }, { changed: [{ cells: [{ level: 'master', change: 'changed', fields: ['mustHave'] }] }] }],
    ['a cell that refers to another', { kind: 'cell-same-as', competency: 'sowing', level: 'expert', as: 'master' }, { changed: [{ competency: 'sowing', cells: [], references: [{ level: 'expert', before: null, after: 'master' }] }] }],
    ['reordered levels', { kind: 'order-levels', levels: ['master', 'novice', 'expert'] }, { changed: [], frame: [{ part: 'levels' }] }],
  ])('tell %s', (_, wish, told) => expect(changed(wish)).toMatchObject(told));

  it('tell a reference at a level that is called as what every object has', () => {
    const named = (sameAs: Record<string, string>): MatrixContent => {
      const { levels, competencies, ...rest } = gardeners();
      return { ...rest, levels: [...levels, { code: 'constructor', names: ['Constructor'], sameAs: {} }], competencies: competencies.map((one) => (one.id === 'sowing' ? { ...one, sameAs } : one)) };
    };
    expect(diffMatrices(named({ expert: 'master' }), named({ expert: 'master', constructor: 'master' })).changed).toMatchObject([
      { competency: 'sowing', references: [{ level: 'constructor', before: null, after: 'master' }] },
    ]);
  });

  it('tell every difference, and where nothing is told nothing differs', () => {
    fc.assert(fc.property(anyMatrix, fc.array(anyIntent, { maxLength: 8 }), (from, wishes) => {
      const to = wishes.reduce((matrix, wish) => edited(matrix, wish), from);
      const { added, removed, changed: rows, frame } = diffMatrices(from, to);
      const told = new Set([...added, ...removed].map(({ id }) => id));
      for (const { id } of [...from.competencies, ...to.competencies]) {
        // the order of levels is told by the levels alone
        const [before, after] = [sorted({ ...from, levels: to.levels }), to].map((matrix) => matrix.competencies.find((one) => one.id === id));
        const row = rows.find(({ competency }) => competency === id);
        if (told.has(id)) expect(row).toBeUndefined();
        else expect([id, explained(before, row)]).toEqual([id, comparable(after)]);
      }
      const frameOf = ({ competencies: _rows, ...own }: MatrixContent) => own;
      const explainedFrame = frame.reduce((own, part) => ({ ...own, ...(part.part === 'frame' ? part.after : { [part.part]: part.after }) }), frameOf(from));
      expect(explainedFrame).toEqual(frameOf(to));
    }), { numRuns: 300 });
  });
});

describe('a text that was reworded', () => {
  it('shows what stayed, word by word, in any script', () => {
    expect(reworded('Знание синтаксиса Python', 'Знание основ Python')).toEqual([
      { kind: 'kept', text: 'Знание ' }, { kind: 'removed', text: 'синтаксиса' }, { kind: 'added', text: 'основ' }, { kind: 'kept', text: ' Python' },
    ]);
  });

  it('shows a sentence in the place of another, where they share no more than their spaces', () => {
    expect(reworded('Often: a wish to learn', 'Often: learns, and applies')).toEqual([
      { kind: 'kept', text: 'Often: ' }, { kind: 'removed', text: 'a wish to learn' }, { kind: 'added', text: 'learns, and applies' },
    ]);
    expect(reworded('saws very straight', 'saws')).toEqual([{ kind: 'kept', text: 'saws' }, { kind: 'removed', text: ' very straight' }]);
  });

  it('is whole in its segments, however different', () => {
    const words = fc.array(fc.oneof(fc.string(), fc.constantFrom('Saws ', 'straight ', 'дом ', '。')), { maxLength: 30 }).map((all) => all.join(''));
    fc.assert(fc.property(words, words, (before, after) => {
      const segments = reworded(before, after);
      expect([without('added', segments), without('removed', segments)]).toEqual([before, after]);
    }));
  });

  it('is replaced where nothing would be left to follow', () => {
    const [before, after] = ['a ', 'b '].map((word) => Array.from({ length: 1_000 }, (_, at) => `${word.trim()}${at}`).join(' '));
    const segments = reworded(before ?? '', after ?? '');
    expect(segments.map(({ kind }) => kind)).toEqual(['removed', 'added']);
  });
});

function edited(matrix: MatrixContent, wish: Parameters<typeof edit>[1]): MatrixContent {
  try {
    return edit(matrix, wish);
  } catch {
    return matrix; // refused
  }
}

type Row = MatrixContent['competencies'][number];

/** A competency as the diff says that it became. */
function explained(before: Row | undefined, row: ReturnType<typeof diffMatrices>['changed'][number] | undefined) {
  const known = comparable(before);
  if (row === undefined || known === undefined) return known;
  const title = Object.entries(row.title ?? {}).map(([language, segments]) => [language, without('removed', segments)] as const);
  const cells = new Map(known.cells);
  for (const { level, after } of row.cells) {
    cells.delete(level);
    if (after !== null) cells.set(level, setsOf(after));
  }
  return {
    group: row.moved?.after.group ?? known.group,
    title: Object.fromEntries(Object.entries({ ...known.title, ...Object.fromEntries(title) }).filter(([, text]) => text !== '')),
    ended: row.ended === undefined ? known.ended : (row.ended.after ?? undefined),
    references: Object.fromEntries(Object.entries({ ...known.references, ...Object.fromEntries(row.references.map(({ level, after }) => [level, after])) }).filter(([, as]) => as !== null)),
    cells: [...cells].sort(),
  };
}

/** Without what follows from the order of levels. */
function comparable(one: Row | undefined) {
  return one && { group: one.group, title: one.title, ended: one.ended, references: one.sameAs ?? {}, cells: one.cells.map((cell) => [cell.listedAt[0] ?? '', setsOf(cell)] as const).sort() };
}

function setsOf(cell: Row['cells'][number]) {
  return { ...cell, listedAt: cell.listedAt.toSorted() };
}
