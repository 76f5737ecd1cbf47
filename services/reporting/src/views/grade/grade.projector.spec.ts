import { describe, expect, it } from '@jest/globals';
import { GradeConfirmed, reviewEvents, type ReviewEvent } from '@rung/contracts';

import { by, cycle, days, explanationOf, ReviewStory, type Told } from '../../organisation.fixture.js';
import { gradeOf } from './grade.js';
import { project, type GradeRow } from './grade.projector.js';

const person = 'a0000000-0000-4000-8000-000000000001';
const story = new ReviewStory(person, 'ovens');
const eventsOf = (...tolds: Told[]) => tolds.flatMap(({ events }) => events.map((event) => reviewEvents.read(event)));
const all = eventsOf(story.launched(), story.proposed('baker'), story.confirmed(), story.released());
const steps = (events: readonly ReviewEvent[]) => events.map((event, at): [ReviewEvent, number] => [event, at + 1]);
const explanation = explanationOf('baker', ['met']);
const fold = (taken: readonly [ReviewEvent, number][]) =>
  taken.reduce<GradeRow | undefined>((row, [event, streamVersion]) => project(row, event, { streamVersion, epoch: 'one' }), undefined);

describe('the grade of a review', () => {
  it('follows it from launch to release', () => {
    const states = [1, 2, 3, 4].map((count) => fold(steps(all).slice(0, count))?.state);
    expect(states).toEqual(['launched', 'proposed', 'confirmed', 'released']);
    expect(fold(steps(all))).toMatchObject({ review: story.review, cycle, person, unit: 'ovens', grade: 'baker', grade_name: 'Baker', stream_version: 4, epoch: 'one' });
  });

  it('says when each step was, and on which matrix it was decided', () => {
    const [launched, proposed, confirmed, released] = [1, 2, 3, 4].map((count) => fold(steps(all).slice(0, count)));
    expect(launched).toMatchObject({ matrix_id: null, proposed_at: null, confirmed_at: null, released_at: null });
    expect(proposed).toMatchObject({ matrix_id: 'bakers', matrix_version: 1, proposed_at: days.proposed, confirmed_at: null });
    expect(confirmed).toMatchObject({ proposed_at: days.proposed, confirmed_at: days.confirmed, released_at: null });
    expect(released && gradeOf({ ...released, explanation })).toMatchObject({
      matrix: { id: 'bakers', version: 1 },
      proposedAt: days.proposed,
      confirmedAt: days.confirmed,
      releasedAt: days.released,
    });
  });

  it('tells in which role somebody confirmed it, and never who', () => {
    const confirmedUnder = (manager: string | null) => {
      const told = new ReviewStory(person, 'ovens', { manager });
      const row = fold(steps(eventsOf(told.launched(), told.proposed('baker'), told.confirmed())));
      return row && gradeOf({ ...row, explanation });
    };
    expect([confirmedUnder(by)?.confirmedBy, confirmedUnder(person)?.confirmedBy, confirmedUnder(null)?.confirmedBy]).toEqual(['manager', 'other', 'other']);
    expect(JSON.stringify(confirmedUnder(by))).not.toContain(by);
  });

  it('takes each event once, however often it comes', () => {
    const once = steps(all);
    expect(fold([...once.flatMap((step) => [step, step]), ...once])).toEqual(fold(once));
  });

  it('is served from the proposal on', () => {
    const [launched, proposed] = [fold(steps(all).slice(0, 1)), fold(steps(all).slice(0, 2))];
    expect(launched && gradeOf({ ...launched, explanation: null })).toBeUndefined();
    expect(proposed && gradeOf({ ...proposed, explanation })).toMatchObject({ state: 'proposed', grade: { code: 'baker', name: 'Baker' }, version: 2 });
  });

  it('names no level where there is none', () => {
    const row = fold(steps(eventsOf(story.launched(), story.proposed(null))));
    expect(row && gradeOf({ ...row, explanation })?.grade).toBeNull();
  });

  it('takes the name of a decision that is not the proposal from the levels that the proposal names', () => {
    const before = steps(all).slice(0, 2);
    const decidedOn = (grade: string | null) =>
      fold([...before, [GradeConfirmed({ review: story.review, grade, by: person, at: '2026-11-22T10:00:00.000Z' }), 3]]);
    expect(decidedOn('apprentice')).toMatchObject({ grade: 'apprentice', grade_name: 'Apprentice' });
    expect(decidedOn(null)).toMatchObject({ grade: null, grade_name: null });
    expect(decidedOn('master')).toMatchObject({ grade: 'master', grade_name: 'master' });
  });
});
