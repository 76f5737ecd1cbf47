import { describe, expect, it } from '@jest/globals';

import { edit } from '../editing/edit.js';
import { intent } from '../editing/intent.js';
import type { Competency, Expectation, MatrixContent } from '../matrix.js';
import { firstAsked } from './leads-to.js';
import { migrationFaults } from './migration-faults.js';
import type { MigrationEntry } from './migration.js';
import { proposeMigration } from './propose-migration.js';

const cell = (level: string, en: string): Expectation => ({ listedAt: [level], statement: { en }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 });
const row = (id: string, ...cells: Expectation[]): Competency => ({ id, group: 'hard', title: { en: id }, cells });
const from: MatrixContent = {
  name: 'Gardeners', reading: 'additive', groups: ['hard'], terms: [],
  levels: ['novice', 'master'].map((code) => ({ code, names: [code], sameAs: {} })),
  competencies: [
    row('pruning', cell('novice', 'Prunes roses and hedges in spring'), cell('master', 'Prunes old trees from a ladder')),
    row('sowing', cell('novice', 'Sows carrots in straight rows')),
    row('digging', cell('novice', 'Digs over a bed without harming worms')),
  ],
};
const after = (...wishes: object[]): MatrixContent => wishes.reduce<MatrixContent>((matrix, wish) => edit(matrix, intent.parse(wish)), from);
const reword = (en: string) => ({ kind: 'edit-cell', competency: 'sowing', level: 'novice', statement: { en } });
const kept = (competency: string): MigrationEntry => ({ becomes: 'kept', competency });

describe('a proposed migration', () => {
  it.each<[string, object[], MigrationEntry]>([
    ['nothing changed', [], kept('sowing')],
    ['a slip was mended', [reword('Sows carrots in straight rows.')], kept('sowing')],
    ['it got another title, place and a cell above', [{ kind: 'rename-competency', competency: 'sowing', title: { en: 'Seed' } }, { kind: 'move-competency', competency: 'sowing', after: null }, { kind: 'add-cell', competency: 'sowing', level: 'master', cell: { statement: { en: 'Sows everything' } } }], kept('sowing')],
    ['it is at another level the same as here', [{ kind: 'remove-cell', competency: 'pruning', level: 'master' }, { kind: 'cell-same-as', competency: 'sowing', level: 'master', as: 'novice' }], kept('sowing')],
    ['a cell of it became a reference', [{ kind: 'remove-cell', competency: 'pruning', level: 'master' }, { kind: 'cell-same-as', competency: 'pruning', level: 'master', as: 'novice' }], { becomes: 'asked-again', competency: 'pruning' }],
    ['it says something else', [reword('Drives a tractor with a seed drill')], { becomes: 'asked-again', competency: 'sowing' }],
    ['it demands evidence now', [{ kind: 'edit-cell', competency: 'sowing', level: 'novice', evidenceRequired: true }], { becomes: 'asked-again', competency: 'sowing' }],
    ['it was merged', [{ kind: 'merge-competencies', into: 'digging', competencies: ['sowing'] }], { becomes: 'merged', competency: 'sowing', into: 'digging' }],
    ['it was linked', [{ kind: 'remove-cell', competency: 'pruning', level: 'novice' }, { kind: 'link-competencies', into: 'pruning', competencies: ['sowing'] }], { becomes: 'merged', competency: 'sowing', into: 'pruning' }],
    ['it was split', [{ kind: 'split-competency', competency: 'pruning', id: 'tree-care', title: { en: 'Trees' }, levels: ['master'] }], { becomes: 'split', competency: 'pruning', into: ['pruning', 'tree-care'] }],
    ['it got another id', [{ kind: 'add-competency', id: 'seeding', group: 'hard', title: { en: 'x' }, level: 'novice', cell: { statement: { en: 'Sows carrots in straight rows' } } }, { kind: 'remove-competency', competency: 'sowing' }], { becomes: 'merged', competency: 'sowing', into: 'seeding' }],
    ['it was removed', [{ kind: 'remove-competency', competency: 'sowing' }], { becomes: 'dropped', competency: 'sowing' }],
  ])('says what became of a competency where %s, and is sound', (_, wishes, entry) => {
    const to = after(...wishes);
    const proposed = proposeMigration(from, to);
    expect(proposed).toContainEqual(entry);
    expect(migrationFaults(from, to, proposed)).toEqual([]);
  });
});

describe('a migration', () => {
  const to = after({ kind: 'split-competency', competency: 'pruning', id: 'tree-care', title: { en: 'Trees' }, levels: ['master'] });
  const sound: MigrationEntry[] = [{ becomes: 'split', competency: 'pruning', into: ['pruning', 'tree-care'] }, kept('sowing'), kept('digging')];

  it.each<[string, MigrationEntry[], string]>([
    ['says nothing of a competency', sound.slice(1), '/entries'],
    ['speaks of one twice', [...sound, kept('sowing')], '/entries/3/competency'],
    ['speaks of one that was not there', [...sound, kept('tree-care')], '/entries/3/competency'],
    ['leads to one that is not there', [sound[0]!, kept('sowing'), { becomes: 'merged', competency: 'digging', into: 'ploughing' }], '/entries/2'],
    ['splits into one twice', [{ becomes: 'split', competency: 'pruning', into: ['pruning', 'pruning'] }, kept('sowing'), kept('digging')], '/entries/0/into'],
  ])('that %s has a fault, with its place and the way out', (_, entries, pointer) => {
    const faults = migrationFaults(from, to, entries);
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(faults[0]?.detail).toMatch(/; |add what/);
  });

  it('tells which competencies are asked for the first time', () =>
    expect(firstAsked(to, [{ becomes: 'kept', competency: 'pruning' }, kept('sowing'), { becomes: 'dropped', competency: 'digging' }])).toEqual(['tree-care', 'digging']));
});
