import { describe, expect, it } from '@jest/globals';
import { CompetencyDrafted, VersionDrafted, type Approver, type MatrixEvent } from '@rung/contracts';
import { fold, specificationOf } from '@rung/event-sourcing';
import { intent } from '@rung/matrix-model';

import { matrix, type MatrixCommand } from '../matrix.js';
import type { ApproveDraft } from './approval.js';

const given = specificationOf(matrix);
const [ann, ben, hedy] = ['3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a11', '3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a12', '3f0a1c52-7a0e-8a35-9a3c-0d6e0f6f5a13'] as const;
const at = '2026-11-22T10:00:00.000Z';
const of = { matrixId: 'gardeners', version: 1, at };
const frame = { name: 'Gardeners', reading: 'additive' as const, groups: ['hard'], terms: [], levels: [{ code: 'novice', names: ['Novice'], sameAs: {} }] };
const cell = { listedAt: ['novice'], statement: { en: 'Prunes' }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 };
/** Begun by Ann. */
const drafted: MatrixEvent[] = [
  VersionDrafted({ ...of, frame, competencies: 1, source: { kind: 'new' }, by: ann }),
  CompetencyDrafted({ matrixId: 'gardeners', version: 1, competency: { id: 'pruning', group: 'hard', title: { en: 'Pruning' }, cells: [cell] } }),
];
const approve = (by: string, revision: number, over: Partial<ApproveDraft> = {}): ApproveDraft => ({ type: 'ApproveDraft', ...of, by, revision, organisation: 'nobody', as: 'editor', ...over });
const change = (by: string, name: string): MatrixCommand => ({ type: 'ChangeDraft', ...of, by, change: intent.parse({ kind: 'rename-matrix', name }) });
const publish = (organisation: Approver = 'nobody'): MatrixCommand => ({ type: 'PublishVersion', ...of, organisation, by: ann });
const demand = (approver: Approver): MatrixCommand => ({ type: 'SetApprovalPolicy', matrixId: 'gardeners', approver, by: hedy, at });
const after = (...commands: MatrixCommand[]): MatrixEvent[] =>
  commands.reduce<MatrixEvent[]>((events, command) => [...events, ...matrix.decide(command, fold(matrix, events))], drafted);

describe('an approval', () => {
  it('is of what the draft says, with the revision at which it became that', () => {
    const [approved] = after(change(ann, 'Growers'), demand('editor'), approve(ben, 4)).slice(-1);
    expect(approved).toMatchObject({ type: 'DraftApproved', data: { revision: 3, as: 'editor', by: ben, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } });
  });

  it('is refused to who began the draft, changed it, or undid a change', () => {
    given(...drafted).when(approve(ann, 2)).thenRejects('own-changes');
    given(...after(change(ben, 'Growers'))).when(approve(ben, 3)).thenRejects('own-changes');
    given(...after(change(ben, 'Growers'), { type: 'UndoChange', ...of, number: 3, by: hedy })).when(approve(hedy, 4)).thenRejects('own-changes');
  });

  it('is refused to each of several who changed it, not to the last alone', () => {
    const events = after(change(ben, 'Growers'), change(hedy, 'Gardeners'));
    for (const author of [ann, ben, hedy]) given(...events).when(approve(author, 4)).thenRejects('own-changes');
  });

  it('is given anew by another person, and by the same one for HR', () => {
    const events = after(approve(ben, 2));
    expect(matrix.decide(approve(hedy, 3), fold(matrix, events))).toHaveLength(1);
    expect(matrix.decide(approve(ben, 3, { as: 'hr' }), fold(matrix, events))).toHaveLength(1);
  });

  it('is given by who changed it before an earlier approval alone', () => {
    const events = after(approve(ben, 2), change(hedy, 'Growers'));
    expect(matrix.decide(approve(ann, 4), fold(matrix, events))).toHaveLength(1);
    given(...events).when(approve(hedy, 4)).thenRejects('own-changes');
  });

  it('does not make who changed the draft a second person of the same words', () =>
    given(...after(approve(ben, 2))).when(approve(ann, 3, { as: 'hr' })).thenRejects('own-changes'));

  it('is of one revision: what was read before the last change is not approved', () => {
    given(...after(change(ann, 'Growers'))).when(approve(ben, 2)).thenRejects('draft-changed', ({ details }) => expect(details).toEqual({ revision: 3 }));
    given(...drafted).when(approve(ben, 9)).thenRejects('draft-changed');
  });

  it('given twice tells nothing, and is of a draft alone', () => {
    given(...after(approve(ben, 2))).when(approve(ben, 3)).thenNothing();
    given(...after(publish())).when(approve(ben, 2)).thenRejects('version-not-draft');
  });

  it('is for HR where that is demanded', () => {
    given(...after(demand('hr'))).when(approve(ben, 2)).thenRejects('forbidden');
    given(...drafted).when(approve(ben, 2, { organisation: 'hr' })).thenRejects('forbidden');
    expect(after(demand('hr'), approve(ben, 2, { as: 'hr' }))).toHaveLength(4);
  });
});

describe('a publication', () => {
  it.each<[string, MatrixCommand[], Approver]>([
    ['the matrix demands it', [demand('editor')], 'nobody'],
    ['the organisation demands it, and the matrix does not', [demand('editor'), demand('nobody')], 'editor'],
    ['it was given as an editor, and HR has to', [approve(ben, 2), demand('hr')], 'nobody'],
    ['a change came later', [approve(ben, 2), change(hedy, 'Growers')], 'editor'],
    ['a later change was undone', [approve(ben, 2), change(hedy, 'Growers'), { type: 'UndoChange', ...of, number: 4, by: hedy }], 'editor'],
  ])('is refused without an approval where %s, and says what to do', (_, before, organisation) =>
    given(...after(...before)).when(publish(organisation)).thenRejects('approval-missing', ({ message, details }) => {
      expect(message).toMatch(/Let (HR|an editor who did not change it) approve revision \d+ first: POST \/matrices\/gardeners\/versions\/1\/approval/);
      expect(details).toMatchObject({ approver: expect.stringMatching(/^(hr|editor)$/), revision: expect.any(Number) });
    }));

  it('goes on with it', () => {
    for (const [events, organisation] of [[after(approve(ben, 2)), 'editor'], [after(approve(ben, 2, { as: 'hr' })), 'editor'], [after(demand('hr'), approve(hedy, 2, { as: 'hr' })), 'nobody']] as const) {
      expect(matrix.decide(publish(organisation), fold(matrix, events)).at(-1)?.type).toBe('VersionPublished');
    }
  });
});

describe('what a matrix demands', () => {
  it('is told once, of a matrix that is there', () => {
    given(...after(demand('hr'))).when(demand('hr')).thenNothing();
    given().when(demand('hr')).thenRejects('not-found');
  });
});
