import { describe, expect, it } from '@jest/globals';
import { CompetencyDrafted, DraftChanged, VersionDrafted, VersionPublished, type MatrixEvent } from '@rung/contracts';
import { DomainError, fold, specificationOf } from '@rung/event-sourcing';
import { intent, type Competency } from '@rung/matrix-model';

import { contentHash } from '../content-hash.js';
import { matrix } from '../matrix.js';
import type { ChangeDraft, UndoChange } from './change-draft.js';

const given = specificationOf(matrix);
const [ann, ben] = ['3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a11', '3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a12'] as const;
const at = '2026-11-22T10:00:00.000Z';
const ofDraft = { matrixId: 'gardeners', version: 1, at };
const cell = (level: string, statement: string) => ({ listedAt: [level], statement: { en: statement }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 });
const frame = {
  name: 'Gardeners', reading: 'additive' as const, groups: ['hard'], terms: [],
  levels: ['novice', 'master'].map((code) => ({ code, names: [code], sameAs: {} })),
};
const competencies: Competency[] = [
  { id: 'pruning', group: 'hard', title: { en: 'Pruning' }, cells: [cell('novice', 'Prunes roses'), cell('master', 'Prunes anything')] },
  { id: 'sowing', group: 'hard', title: { en: 'Sowing' }, cells: [cell('novice', 'Sows')] },
];
const drafted: MatrixEvent[] = [
  VersionDrafted({ ...ofDraft, frame, competencies: 2, source: { kind: 'import', textSha256: '0'.repeat(64) }, by: ann }),
  ...competencies.map((competency) => CompetencyDrafted({ matrixId: 'gardeners', version: 1, competency })),
];

const change = (wish: object, over: Partial<ChangeDraft> = {}): ChangeDraft => ({ type: 'ChangeDraft', ...ofDraft, by: ann, change: intent.parse(wish), ...over });
const undo = (number: number, by: string = ann): UndoChange => ({ type: 'UndoChange', ...ofDraft, by, number });
const reword = (level: string, en: string) => ({ kind: 'edit-cell', competency: 'pruning', level, statement: { en } });
/** The stream after commands that were taken one after the other. */
const after = (...commands: (ChangeDraft | UndoChange)[]): MatrixEvent[] =>
  commands.reduce<MatrixEvent[]>((events, command) => [...events, ...matrix.decide(command, fold(matrix, events))], drafted);
const contentAfter = (events: readonly MatrixEvent[]) => fold(matrix, events).versions[0]?.content;
const hashAfter = (events: readonly MatrixEvent[]) => {
  const content = contentAfter(events);
  if (content === undefined) throw new Error('there is a version');
  return contentHash(content);
};

describe('a change of a draft', () => {
  it('tells what was meant, each part before and after, who and why', () => {
    const wish = reword('master', 'Prunes trees');
    given(...drafted)
      .when(change(wish, { reason: 'roses are below' }))
      .then(
        DraftChanged({
          ...ofDraft, by: ann, change: wish, undoes: null, reason: 'roses are below',
          parts: [{ part: 'cell', competency: 'pruning', level: 'master', before: cell('master', 'Prunes anything'), after: cell('master', 'Prunes trees') }],
        }),
      );
  });

  it('that changes nothing tells nothing', () => given(...drafted).when(change(reword('master', 'Prunes anything'))).thenNothing());

  it('is of a draft alone', () => {
    const published = VersionPublished({ ...ofDraft, hash: 'f'.repeat(64), frame, competencyIds: ['pruning', 'sowing'], by: ann });
    given(...drafted, published).when(change(reword('master', 'x'))).thenRejects('version-not-draft');
    given(...drafted, published).when(undo(4)).thenRejects('version-not-draft');
    given(...drafted).when(change(reword('master', 'x'), { version: 2 })).thenRejects('not-found');
  });

  it('is what is published', () => {
    const events = after(change(reword('master', 'Prunes trees')));
    const told = matrix.decide({ type: 'PublishVersion', ...ofDraft, organisation: 'nobody', by: ann }, fold(matrix, events));
    expect(told.at(-1)?.data).toMatchObject({ hash: hashAfter(events) });
    expect(JSON.stringify(told)).toContain('Prunes trees');
    expect(JSON.stringify(told)).not.toContain('Prunes anything');
  });

  it('that is more than one event may hold is refused', () => {
    const long = Object.fromEntries(Array.from({ length: 26 * 5 }, (_, n) => [`${String.fromCharCode(97 + (n % 26))}${String.fromCharCode(97 + Math.floor(n / 26))}`, 'ж'.repeat(4_000)]));
    given(...drafted).when(change({ ...reword('master', 'x'), statement: long })).thenRejects('change-too-large');
  });
});

describe('two editors', () => {
  const byBen = change(reword('novice', 'Prunes hedges'), { by: ben });

  it('do not block each other on different parts', () => {
    const events = after(byBen, change(reword('master', 'Prunes trees'), { was: 3 }));
    expect(JSON.stringify(contentAfter(events))).toMatch(/Prunes hedges.*Prunes trees/);
  });

  it('learn, on the same part, what it is now', () => {
    given(...after(byBen))
      .when(change(reword('novice', 'Prunes roses well'), { was: 3 }))
      .thenRejects('part-changed', ({ details }) =>
        expect(details).toEqual({ part: 'cell/pruning/novice', change: 4, changedBy: ben, current: cell('novice', 'Prunes hedges') }),
      );
  });

  it('learn that a reference is another one now, and do not block each other where another cell refers', () => {
    const refer = (competency: string, as: string | null) => ({ kind: 'cell-same-as', competency, level: 'master', as });
    given(...after(change(refer('sowing', 'novice'), { by: ben })))
      .when(change(refer('sowing', null), { was: 3 }))
      .thenRejects('part-changed', ({ details }) => expect(details).toEqual({ part: 'reference/sowing/master', change: 4, changedBy: ben, current: 'novice' }));
    // to take out what another editor took out already is nothing to do, and still not what was seen
    given(...after(change(refer('sowing', 'novice'), { by: ben }), change(refer('sowing', null), { by: ben })))
      .when(change(refer('sowing', null), { was: 4 }))
      .thenRejects('part-changed', ({ details }) => expect(details).toMatchObject({ part: 'reference/sowing/master', change: 5, current: null }));
    const events = after(change(refer('sowing', 'novice'), { by: ben }), change({ kind: 'rename-competency', competency: 'sowing', title: { en: 'Sows seeds' } }, { was: 3 }));
    expect(contentAfter(events)?.competencies[1]).toMatchObject({ title: { en: 'Sows seeds' }, sameAs: { master: 'novice' } });
  });

  it('learn that the cell which a reference takes the place of is another one now', () => {
    const list = (levels: string[]) => ({ kind: 'edit-cell', competency: 'sowing', level: 'novice', listedAt: levels });
    const both = after(change({ kind: 'read-as', reading: 'complete' }), change(list(['novice', 'master'])), change(reword('master', 'Prunes trees')));
    const refer = change({ kind: 'cell-same-as', competency: 'sowing', level: 'master', as: 'novice' }, { was: 4 });
    given(...both).when(refer).thenRejects('part-changed', ({ details }) => expect(details).toMatchObject({ part: 'cell/sowing/novice', change: 5 }));
  });

  it('decide anew once they have seen it', () => {
    const events = after(byBen, change(reword('novice', 'Prunes roses well'), { was: 4 }));
    expect(JSON.stringify(contentAfter(events))).toContain('Prunes roses well');
  });

  it('learn that what they edit is gone', () => {
    const gone = change({ kind: 'remove-cell', competency: 'pruning', level: 'novice' }, { by: ben });
    given(...after(gone))
      .when(change(reword('novice', 'x'), { was: 3 }))
      .thenRejects('part-changed', ({ details }) => expect(details).toMatchObject({ part: 'cell/pruning/novice', current: null }));
  });
});

describe('an undoing', () => {
  it.each<[string, object]>([
    ['an edited cell', reword('novice', 'x')],
    ['a removed competency', { kind: 'remove-competency', competency: 'pruning' }],
    ['a moved competency', { kind: 'move-competency', competency: 'sowing', after: null }],
    ['a reference', { kind: 'cell-same-as', competency: 'sowing', level: 'master', as: 'novice' }],
    ['reordered levels', { kind: 'order-levels', levels: ['master', 'novice'] }],
    ['a removed level', { kind: 'remove-level', level: 'novice', withCells: true }],
    ['a merge', { kind: 'merge-competencies', into: 'sowing', competencies: ['pruning'] }],
  ])('of %s gives the very content back, and can be undone itself', (_, wish) => {
    const changed = after(change(wish));
    const undone = after(change(wish), undo(4, ben));
    expect(hashAfter(undone)).toBe(hashAfter(drafted));
    expect(undone.at(-1)?.data).toMatchObject({ change: { kind: 'undo' }, undoes: 4, by: ben });
    expect(hashAfter(after(change(wish), undo(4), undo(5)))).toBe(hashAfter(changed));
  });

  it('leaves what others did meanwhile elsewhere', () => {
    const events = after(change(reword('novice', 'x')), change(reword('master', 'y'), { by: ben }), undo(4));
    expect(contentAfter(events)?.competencies[0]?.cells).toEqual([cell('novice', 'Prunes roses'), cell('master', 'y')]);
  });

  it('is refused where a part was changed since, and names it', () => {
    given(...after(change(reword('novice', 'x')), change(reword('novice', 'y'), { by: ben })))
      .when(undo(4))
      .thenRejects('part-changed', ({ details }) => expect(details).toMatchObject({ part: 'cell/pruning/novice', change: 5, changedBy: ben }));
    given(...after(change(reword('novice', 'x')), undo(4))).when(undo(4)).thenRejects('part-changed');
  });

  it('is of a competency also where its neighbour has gone since', () => {
    const renamed = { kind: 'rename-competency', competency: 'sowing', title: { en: 'Sows seeds' } };
    const events = after(change(renamed), change({ kind: 'remove-competency', competency: 'pruning' }, { by: ben }), undo(4));
    expect(contentAfter(events)?.competencies).toMatchObject([{ id: 'sowing', title: { en: 'Sowing' } }]);
  });

  it('is refused where a part was changed since and changed back, and where it is another one by what it starts at', () => {
    given(...after(change(reword('novice', 'x')), change(reword('novice', 'y'), { by: ben }), change(reword('novice', 'x'), { by: ben })))
      .when(undo(4))
      .thenRejects('part-changed', ({ details }) => expect(details).toMatchObject({ part: 'cell/pruning/novice', change: 6, changedBy: ben }));
    const listed = { kind: 'edit-cell', competency: 'sowing', level: 'novice', listedAt: ['novice', 'master'] };
    given(...after(change({ kind: 'read-as', reading: 'complete' }), change(listed), change({ kind: 'order-levels', levels: ['master', 'novice'] })))
      .when(undo(5))
      .thenRejects('part-changed', ({ details }) => expect(details).toMatchObject({ part: 'cell/sowing/novice', current: null }));
  });

  it('is refused where it would leave a contradiction', () => {
    const added = { kind: 'add-level', code: 'expert', names: ['Expert'], after: 'master' };
    const used = { kind: 'add-cell', competency: 'sowing', level: 'expert', cell: { statement: { en: 'Sows all' } } };
    given(...after(change(added), change(used))).when(undo(4)).thenRejects('matrix-unsound', (refusal: DomainError) => expect(refusal.message).toContain('there is no level "expert"; add it'));
  });

  it('of what is not there is refused', () => given(...drafted).when(undo(9)).thenRejects('not-found'));
});
