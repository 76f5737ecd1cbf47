import { describe, expect, it } from '@jest/globals';
import {
  AssessmentClosed, AssessmentOpened, AssessmentSubmitted, CycleClosed, CycleCreated, CycleOpened, CycleReleased, EvidenceRecorded, GradeConfirmed, GradeProposed, GradeReleased,
  gradingPolicy, PhaseEnded, ReviewLaunched, type CycleEvent, type ReviewEvent,
} from '@rung/contracts';
import fc from 'fast-check';

import { stepOf } from './processes/roster/roster.projector.js';
import { projectForm } from './views/assessment-form/assessment-form.projector.js';
import { further, projectAssessment, projectCycle, stepOf as progressOf, type ReviewProgress } from './views/cycle-progress/cycle-progress.projector.js';
import type { CycleRow } from './views/cycle-progress/cycle-row.entity.js';
import type { Participant } from './views/participants/participant.entity.js';
import { projectParticipant } from './views/participants/participants.projector.js';

const [cycle, review, person, by, assessment] = [1, 2, 3, 4, 5].map((n) => `00000000-0000-4000-8000-00000000000${n}`) as [string, string, string, string, string];
const at = '2026-11-22T10:00:00.000Z';
const matrix = { id: 'python', version: 1, hash: 'a'.repeat(64) };
const policy = { grading: gradingPolicy.parse({}), phasesOverlap: false, deadlines: {}, peersAsked: { groups: ['soft'], others: 8 } };
const explanation = { policy: { name: 'default', version: 1 }, currentLevel: null, targetLevel: 'Junior', grade: null, metFrom: '1.5', minimumPeers: 3, cells: [], named: [], gates: [], lift: null, warnings: [] };
const text = { keyId: by, iv: '', ciphertext: '', tag: '' };

const cycleEvents: CycleEvent[] = [
  CycleCreated({ cycle, name: 'Autumn', matrix, population: { units: [] }, policy, by, at }),
  CycleOpened({ cycle, by, at }),
  PhaseEnded({ cycle, phase: 'self', by, at }),
];
const reviewEvents: ReviewEvent[] = [
  ReviewLaunched({ review, cycle, person, unit: 'it', manager: by, matrix, currentLevel: null, basis: { kind: 'none' }, targetLevel: 'junior', at }),
  EvidenceRecorded({ review, evidence: assessment, competency: 'learning', level: 'junior', on: '2026-01-01', text }),
  GradeProposed({ review, matrix, policy: { name: 'default', version: 1 }, grade: null, explanation, at }),
  GradeConfirmed({ review, grade: 'junior', proposed: null, reason: text, by, at }),
  GradeReleased({ review, cycle, person, grade: 'junior', at }),
];
const assessmentEvents = [
  AssessmentOpened({ assessment, review, role: 'peer', asked: [], offered: [], chooses: 0, on: '2026-01-01' }),
  AssessmentSubmitted({ assessment, ratings: [], on: '2026-01-02' }),
];

const versioned = <Event>(events: readonly Event[]) => events.map((event, index): [Event, number] => [event, index + 1]);
/** Every event once and then some of them again, as a feed may bring them. */
const withRepeats = <Event>(events: readonly [Event, number][]) =>
  fc.array(fc.constantFrom(...events), { maxLength: 8 }).map((again) => [...events, ...again]);

describe('a cycle\'s row', () => {
  const fold = (events: readonly [CycleEvent, number][]) => events.reduce<CycleRow | undefined>((row, [event, version]) => projectCycle(row, event, version), undefined);
  it('follows the phases', () => expect(fold(versioned(cycleEvents))).toMatchObject({ status: 'peer', version: 3, name: 'Autumn' }));
  it('says when it was created, opened and released', () => {
    const [opened, released] = ['2026-11-23T10:00:00.000Z', '2026-11-25T10:00:00.000Z'] as const;
    const events: CycleEvent[] = [...cycleEvents.slice(0, 1), CycleOpened({ cycle, by, at: opened }), CycleReleased({ cycle, by, at: released }), CycleClosed({ cycle, by, at: '2026-11-26T10:00:00.000Z' })];
    expect(fold(versioned(events.slice(0, 1)))).toMatchObject({ created_at: at, opened_at: null, released_at: null });
    expect(fold(versioned(events))).toMatchObject({ status: 'closed', created_at: at, opened_at: opened, released_at: released });
  });
  it('is the same when events come again', () => fc.assert(fc.property(withRepeats(versioned(cycleEvents)), (events) => expect(fold(events)).toEqual(fold(versioned(cycleEvents))))));
});

describe('a participant\'s row', () => {
  const fold = (events: readonly [ReviewEvent, number][]) => events.reduce<Participant | undefined>((row, [event, version]) => projectParticipant(row, event, { streamVersion: version, eventId: assessment }), undefined);
  it('follows the review', () => expect(fold(versioned(reviewEvents))).toMatchObject({ state: 'released', grade: 'junior', confirmed_by: by, version: 5, calibrated_from: null, calibration_reason: text, reason_event: assessment }));
  it('is the same when events come again', () => fc.assert(fc.property(withRepeats(versioned(reviewEvents)), (events) => expect(fold(events)).toEqual(fold(versioned(reviewEvents))))));
});

describe('a form', () => {
  it('is open until it is submitted or closed', () => {
    const [open, submitted] = assessmentEvents as [(typeof assessmentEvents)[0], (typeof assessmentEvents)[0]];
    const form = projectForm(undefined, open, 1);
    expect(form?.state).toBe('open');
    expect(projectForm(form, submitted, 2)).toMatchObject({ state: 'submitted', version: 2 });
    expect(projectForm(form, AssessmentClosed({ assessment, on: '2026-01-02' }), 2)?.state).toBe('closed');
    expect(projectForm(undefined, submitted, 2)).toBeUndefined();
  });
});

describe('the progress of a cycle', () => {
  const steps = reviewEvents.flatMap((event) => progressOf(event) ?? []);
  const fold = (taken: readonly ReviewProgress[]) => taken.reduce<ReviewProgress | undefined>(further, undefined);
  it('counts a review at the furthest step, in whatever order they come', () =>
    fc.assert(
      fc.property(fc.shuffledSubarray(steps, { minLength: steps.length }), (shuffled) => expect(fold([...shuffled, ...shuffled])).toEqual({ review, cycle, step: 4 })),
    ));
  it('never counts by who it was', () => {
    const [open, submitted] = assessmentEvents as [(typeof assessmentEvents)[0], (typeof assessmentEvents)[0]];
    expect(projectAssessment(projectAssessment(undefined, open), submitted)).toEqual({ assessment, review, role: 'peer', state: 'submitted', submitted_on: '2026-01-02' });
    expect(projectAssessment(undefined, submitted)).toBeUndefined();
  });
});

describe('the roster\'s steps', () => {
  it('are final: each says all that the ones before it said', () => {
    const steps = reviewEvents.flatMap((event) => stepOf(event) ?? []);
    expect(steps.map(({ proposed, confirmed }) => [proposed, confirmed])).toEqual([[false, false], [true, false], [true, true], [true, true]]);
    expect(steps.at(-1)?.releasedAt).toBe(at);
  });
  it('come from reviews alone', () => expect([...cycleEvents, ...assessmentEvents].flatMap((event) => stepOf(event) ?? [])).toEqual([]));
});
