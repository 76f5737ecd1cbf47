import { describe, expect, it } from '@jest/globals';
import { AssessmentClosed, AssessmentOpened, AssessmentSubmitted, type CellRef, type Rating, type RatingValue } from '@rung/contracts';
import { specificationOf } from '@rung/event-sourcing';

import { exampleMatrix } from '../example-matrix.fixture.js';
import { askingOf } from './asking.js';
import { assessment } from './assessment.js';

const id = '22222222-2222-4222-8222-222222222222';
const review = '6bb7b5b0-6d6c-4b51-8d3a-0e7c5f4a2b01';
const on = '2026-11-22';
const peersAsked = { groups: ['soft'], others: 1 };
const piece = { evidence: '11111111-1111-4111-8111-111111111111', competency: 'learning', level: 'junior' };

const frameFor = (role: 'self' | 'peer' | 'manager' | 'upward') => ({ assessment: id, review, role, ...askingOf(exampleMatrix, { current: 'junior', target: 'middle' }, role, peersAsked) });
const managerOpened = AssessmentOpened({ ...frameFor('manager'), on });
const peerOpened = AssessmentOpened({ ...frameFor('peer'), on });
const rate = (competency: string, level: string, value: RatingValue, cites: string[] = []): Rating => ({ competency, level, value, cites, observation: null });
const submit = (ratings: Rating[], evidence = [piece]) => ({ type: 'SubmitAssessment', ratings, matrix: exampleMatrix, evidence, on }) as const;
const complete = [rate('learning', 'junior', 2), rate('feedback', 'middle', 1), rate('syntax', 'junior', 3), rate('syntax', 'middle', 'n')];
const peers = [rate('learning', 'junior', 2), rate('feedback', 'middle', 1)];
const given = specificationOf(assessment);

describe('what is asked', () => {
  const refs = (cells: CellRef[]) => cells.map((cell) => `${cell.competency}@${cell.level}`);
  it('is every cell in force from current to target, each once', () =>
    expect(refs(frameFor('manager').asked)).toEqual(['learning@junior', 'feedback@middle', 'syntax@junior', 'syntax@middle']));
  it('starts at the lowest level where there is no current one', () =>
    expect(refs(askingOf(exampleMatrix, { current: null, target: 'junior' }, 'self', peersAsked).asked)).toEqual(['learning@junior', 'syntax@junior']));
  it('is the target alone where that is the current level', () =>
    expect(refs(askingOf(exampleMatrix, { current: 'senior', target: 'senior' }, 'self', peersAsked).asked)).toEqual(['learning@junior', 'feedback@middle', 'syntax@middle', 'testing@senior']));
  it('is the softs for a peer, who chooses among the others', () => {
    const peer = frameFor('peer');
    expect(refs(peer.asked)).toEqual(['learning@junior', 'feedback@middle']);
    expect(refs(peer.offered)).toEqual(['syntax@junior', 'syntax@middle']);
    expect(peer.chooses).toBe(1);
    expect(frameFor('upward')).toEqual({ ...peer, role: 'upward' });
  });
});

describe('an assessment', () => {
  it('is opened once however often it is asked for', () => {
    given().when({ type: 'OpenAssessment', ...frameFor('peer'), on }).then(peerOpened);
    given(peerOpened).when({ type: 'OpenAssessment', ...frameFor('peer'), on }).thenNothing();
  });
  it('takes an answer to all that is asked', () => given(managerOpened).when(submit(complete)).then(AssessmentSubmitted({ assessment: id, ratings: complete, on })));
  it('names a cell by the level that it starts at, whichever of its levels the rater named', () =>
    given(peerOpened).when(submit([rate('learning', 'Mid', 2), rate('feedback', 'Senior', 1)])).then(AssessmentSubmitted({ assessment: id, ratings: peers, on })));
  it('takes an answer to a cell that was asked by another of its levels', () => {
    const asked = AssessmentOpened({ ...frameFor('peer'), asked: [{ competency: 'learning', level: 'senior' }, { competency: 'feedback', level: 'senior' }], on });
    given(asked).when(submit(peers, [{ ...piece, level: 'middle' }])).then(AssessmentSubmitted({ assessment: id, ratings: peers, on }));
  });
  it('takes as many offered cells as the rater may choose', () =>
    given(peerOpened).when(submit([...peers, rate('syntax', 'junior', 1)])).then(AssessmentSubmitted({ assessment: id, ratings: [...peers, rate('syntax', 'junior', 1)], on })));
  it('refuses more of them', () => given(peerOpened).when(submit([...peers, rate('syntax', 'junior', 1), rate('syntax', 'middle', 1)])).thenRejects('cell-not-asked'));
  it('refuses a cell beyond the target', () => given(managerOpened).when(submit([...complete, rate('testing', 'senior', 1)])).thenRejects('cell-not-asked'));
  it('refuses an unknown competency, with its place', () => {
    given(managerOpened).when(submit([...complete, rate('juggling', 'junior', 1)])).thenRejects('unknown-competency', (refusal) => expect(refusal.details['errors']).toEqual([{ pointer: '/ratings/4/competency', detail: 'The matrix has no competency "juggling".' }]));
  });
  it('refuses a level that the matrix does not have, or the competency no cell at', () => {
    given(managerOpened).when(submit([rate('learning', 'guru', 1)])).thenRejects('unknown-level');
    given(managerOpened).when(submit([rate('feedback', 'junior', 1)])).thenRejects('unknown-level');
  });
  it('refuses a cell rated twice, however its level is named', () => given(managerOpened).when(submit([...complete, rate('learning', 'middle', 1)])).thenRejects('cell-rated-twice'));
  it('names every cell that has no answer', () => {
    given(managerOpened).when(submit(complete.slice(2))).thenRejects('ratings-missing', (refusal) => expect(refusal.details['errors']).toHaveLength(2));
  });
  it('is refused without the evidence that a 2 or 3 demands', () => {
    for (const value of [2, 3] as const) {
      given(peerOpened).when(submit([rate('learning', 'junior', value), rate('feedback', 'middle', 1)], [])).thenRejects('evidence-required', (refusal) => expect(refusal.details['errors']).toEqual([{ pointer: '/ratings/0/value', detail: '"learning" at "junior" needs evidence of the participant\'s' }]));
    }
  });
  it('needs no evidence for a 0, a 1 or "unable to judge"', () => {
    for (const value of [0, 1, 'n'] as const) {
      const ratings = [rate('learning', 'junior', value), rate('feedback', 'middle', 1)];
      given(peerOpened).when(submit(ratings, [])).then(AssessmentSubmitted({ assessment: id, ratings, on }));
    }
  });
  it('cites no evidence that the participant does not have', () => given(peerOpened).when(submit([rate('learning', 'junior', 2, [id]), rate('feedback', 'middle', 1)])).thenRejects('unknown-evidence'));
  it('is submitted once', () => given(peerOpened, AssessmentSubmitted({ assessment: id, ratings: peers, on })).when(submit(peers)).thenRejects('assessment-already-submitted'));
  it('takes no answer once it is closed', () => given(peerOpened, AssessmentClosed({ assessment: id, on })).when(submit(peers)).thenRejects('assessment-closed'));
  it('does not exist for a stranger', () => given().when(submit(peers)).thenRejects('not-found'));
  it('is closed only while it is open', () => {
    given(peerOpened).when({ type: 'CloseAssessment', on }).then(AssessmentClosed({ assessment: id, on }));
    given(peerOpened, AssessmentSubmitted({ assessment: id, ratings: peers, on })).when({ type: 'CloseAssessment', on }).thenNothing();
    given().when({ type: 'CloseAssessment', on }).thenNothing();
  });
});
