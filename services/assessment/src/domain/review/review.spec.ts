import { describe, expect, it } from '@jest/globals';
import { EvidenceRecorded, GradeConfirmed, GradeProposed, GradeReleased, recorded, ReviewLaunched, type Explanation } from '@rung/contracts';
import { specificationOf } from '@rung/event-sourcing';

import { exampleMatrix } from '../example-matrix.fixture.js';
import { currentLevelOf, namedTarget } from './levels.js';
import { review, type ReviewCommand } from './review.js';

const at = '2026-11-22T10:00:00.000Z';
const by = '5a9e2c1b-3f70-4f0b-8a57-2f6b8f7c9d01';
const pin = { id: 'python', version: 1, hash: 'a'.repeat(64) };
const launch = {
  review: '6bb7b5b0-6d6c-4b51-8d3a-0e7c5f4a2b01',
  cycle: '0f9d2f1e-8a51-4f2f-9f0e-0d7a5a3e1c11',
  person: '7c1d9a52-0b3e-4d0f-9a6b-1f2e3d4c5b6a',
  unit: 'backend',
  manager: by,
  matrix: pin,
  currentLevel: 'junior',
  basis: { kind: 'entry-grade' as const, signedBy: by },
  targetLevel: 'middle',
  at,
};
const explanation: Explanation = {
  policy: { name: 'default', version: 1 }, currentLevel: 'Junior', targetLevel: 'Middle', grade: 'Middle',
  metFrom: '1.5', minimumPeers: 3, gates: [], lift: null, warnings: [],
};
const text = { keyId: by, iv: 'aa', ciphertext: 'bb', tag: 'cc' };
const evidence = { evidence: '11111111-1111-4111-8111-111111111111', competency: 'learning', level: 'junior' };
const proposal = { matrix: pin, policy: { name: 'default', version: 1 }, grade: 'middle', explanation, at };

const wasLaunched = ReviewLaunched(launch);
const wasRecorded = EvidenceRecorded({ review: launch.review, ...evidence, on: '2026-11-20', text });
const wasProposed = GradeProposed({ review: launch.review, ...proposal, explanation: recorded(explanation) });
const confirmation = { review: launch.review, grade: 'middle', proposed: 'middle', reason: null, by, at };
const wasConfirmed = GradeConfirmed(confirmation);
const wasReleased = GradeReleased({ review: launch.review, cycle: launch.cycle, person: launch.person, grade: 'middle', at });
const given = specificationOf(review);
const confirm = (given: Partial<Extract<ReviewCommand, { type: 'ConfirmGrade' }>> = {}) => ({ type: 'ConfirmGrade' as const, reason: null, mayCalibrate: true, by, at, ...given });

describe('a review', () => {
  it('is launched by the opening of its cycle, once however often it is told', () => {
    given().when({ type: 'LaunchReview', launch }).then(wasLaunched);
    given(wasLaunched).when({ type: 'LaunchReview', launch }).thenNothing();
  });
  it('refuses a participant who takes part already with something else', () =>
    given(wasLaunched).when({ type: 'AddParticipant', launch: { ...launch, targetLevel: 'senior' } }).thenRejects('participant-exists'));
  it('takes a participant whom the process launched just so a moment before', () =>
    given(wasLaunched).when({ type: 'AddParticipant', launch: { ...launch, at: '2026-11-22T10:00:01.000Z' } }).thenNothing());
  it('takes a participant who joins', () => given().when({ type: 'AddParticipant', launch }).then(wasLaunched));

  it('records evidence for a cell, each piece once', () => {
    given(wasLaunched).when({ type: 'RecordEvidence', ...evidence, on: '2026-11-20', text }).then(wasRecorded);
    given(wasLaunched, wasRecorded).when({ type: 'RecordEvidence', ...evidence, on: '2026-11-20', text }).thenNothing();
  });
  it('takes no evidence once a grade is proposed', () => given(wasLaunched, wasProposed).when({ type: 'RecordEvidence', ...evidence, on: '2026-11-20', text }).thenRejects('cycle-not-open'));
  it('has no evidence without a launch', () => given().when({ type: 'RecordEvidence', ...evidence, on: '2026-11-20', text }).thenRejects('not-found'));

  it('is proposed a grade, once', () => {
    given(wasLaunched).when({ type: 'ProposeGrade', ...proposal }).then(wasProposed);
    given(wasLaunched, wasProposed).when({ type: 'ProposeGrade', ...proposal }).thenNothing();
  });
  it('is confirmed by a named person, with the grade as proposed, be it said or not', () => {
    given(wasLaunched, wasProposed).when(confirm({ mayCalibrate: false })).then(wasConfirmed);
    given(wasLaunched, wasProposed).when(confirm({ grade: 'middle', mayCalibrate: false })).then(wasConfirmed);
  });
  it('is calibrated to another grade, or to none, with a reason, and the proposed one stays beside', () => {
    const wasCalibrated = (grade: string | null) => GradeConfirmed({ ...confirmation, grade, reason: text });
    given(wasLaunched, wasProposed).when(confirm({ grade: 'senior', reason: text })).then(wasCalibrated('senior'));
    given(wasLaunched, wasProposed).when(confirm({ grade: null, reason: text })).then(wasCalibrated(null));
    given(wasLaunched, wasProposed, wasCalibrated('senior')).when({ type: 'ReleaseGrade', at }).then(GradeReleased({ ...wasReleased.data, grade: 'senior' }));
  });
  it('is calibrated by nobody who may not, and not without a reason', () => {
    given(wasLaunched, wasProposed).when(confirm({ grade: 'senior', reason: text, mayCalibrate: false })).thenRejects('calibration-not-yours');
    given(wasLaunched, wasProposed).when(confirm({ grade: 'senior' })).thenRejects('reason-required');
  });
  it('takes no reason for the grade that was proposed', () => given(wasLaunched, wasProposed).when(confirm({ reason: text })).thenRejects('invalid-request'));
  it('is never confirmed by whom it grades', () =>
    given(wasLaunched, wasProposed).when(confirm({ by: launch.person })).thenRejects('own-grade'));
  it('cannot be confirmed before a proposal', () => given(wasLaunched).when(confirm()).thenRejects('grade-not-proposed'));
  it('is confirmed once', () => given(wasLaunched, wasProposed, wasConfirmed).when(confirm()).thenRejects('grade-already-confirmed'));
  it('is released once it is confirmed, and not before', () => {
    given(wasLaunched, wasProposed).when({ type: 'ReleaseGrade', at }).thenNothing();
    given(wasLaunched, wasProposed, wasConfirmed).when({ type: 'ReleaseGrade', at }).then(wasReleased);
    given(wasLaunched, wasProposed, wasConfirmed, wasReleased).when({ type: 'ReleaseGrade', at }).thenNothing();
  });
});

describe('the current level', () => {
  const entryGrade = { level: 'Middle', signedBy: by };
  it('is the last released decision', () =>
    expect(currentLevelOf(exampleMatrix, { released: { review: launch.review, grade: 'senior' }, entryGrade })).toEqual({
      currentLevel: 'senior',
      basis: { kind: 'released', review: launch.review },
    }));
  it('is none where the last decision was none, whatever was signed before', () =>
    expect(currentLevelOf(exampleMatrix, { released: { review: launch.review, grade: null }, entryGrade }).currentLevel).toBeNull());
  it('is else a signed entry grade, by any name of the level', () =>
    expect(currentLevelOf(exampleMatrix, { entryGrade: { level: ' mid ', signedBy: by } })).toEqual({ currentLevel: 'middle', basis: { kind: 'entry-grade', signedBy: by } }));
  it('is the released level by a name that it shares, where its code is another by now', () =>
    expect(currentLevelOf(exampleMatrix, { released: { review: launch.review, grade: 'mid-level', names: ['Intermediate', 'mid'] } })).toEqual({ currentLevel: 'middle', basis: { kind: 'released', review: launch.review } }));
  it.each([{ released: { review: launch.review, grade: 'guru', names: ['Guru'] } }, { entryGrade: { level: 'guru', signedBy: by } }])('is never taken for none where it is unknown: %j', (record) =>
    expect(() => currentLevelOf(exampleMatrix, record)).toThrow(expect.objectContaining({ code: 'unknown-level', message: expect.stringMatching(/"guru".*Junior, Middle, Senior.*entry grade/) })));
  it('is else none', () => expect(currentLevelOf(exampleMatrix, {})).toEqual({ currentLevel: null, basis: { kind: 'none' } }));
  it('passes over a level that this version of the matrix does not have', () =>
    expect(currentLevelOf(exampleMatrix, { released: { review: launch.review, grade: 'guru' }, entryGrade }).currentLevel).toBe('middle'));
});

describe('a target that somebody names', () => {
  it('is found by any name', () => expect(namedTarget(exampleMatrix, 'junior', 'MID')).toBe('middle'));
  it('is refused when the matrix has no such level', () => expect(() => namedTarget(exampleMatrix, null, 'Guru')).toThrow(/Junior, Middle, Senior/));
  it('is refused below the current level', () => expect(() => namedTarget(exampleMatrix, 'senior', 'Junior')).toThrow(expect.objectContaining({ code: 'target-below-current' })));
});
