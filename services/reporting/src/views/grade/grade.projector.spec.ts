import { describe, expect, it } from '@jest/globals';
import { reviewEvents, type ReviewEvent } from '@rung/contracts';

import { by, cycle, days, explanationOf, ReviewStory, type LevelCode, type Told } from '../../organisation.fixture.js';
import { gradeOf, isNameless } from './grade.js';
import { project, type GradeRow } from './grade.projector.js';

const person = 'a0000000-0000-4000-8000-000000000001';
const story = new ReviewStory(person, 'ovens');
const eventsOf = (...tolds: Told[]) => tolds.flatMap(({ events }) => events.map((event) => reviewEvents.read(event)));
const all = eventsOf(story.launched(), story.proposed('baker'), story.confirmed(), story.released());
const steps = (events: readonly ReviewEvent[]) => events.map((event, at): [ReviewEvent, number] => [event, at + 1]);
const explanation = explanationOf('baker', ['met']);
/** A row that goes on to its release with another grade than the proposed one. */
function calibrated(grade: LevelCode | null, proposed: LevelCode | null = 'baker'): GradeRow {
  const told = new ReviewStory(person, 'ovens', { manager: by });
  const row = fold(steps(eventsOf(told.launched(), told.proposed(proposed), told.confirmed(grade), told.released())));
  if (row === undefined) throw new Error('The review was not launched.');
  return row;
}
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
    expect(calibrated('apprentice')).toMatchObject({ grade: 'apprentice', grade_name: 'Apprentice' });
    expect(calibrated(null)).toMatchObject({ grade: null, grade_name: null });
    expect([calibrated('apprentice'), calibrated(null)].map(isNameless)).toEqual([false, false]);
  });

  it('leaves the name of any other level to the matrix', () => {
    expect(calibrated('master')).toMatchObject({ grade: 'master', grade_name: null });
    expect(isNameless(calibrated('master'))).toBe(true);
  });

  it('says from which grade it was calibrated, and that it was confirmed so, whoever did', () => {
    const shown = (grade: LevelCode | null) => gradeOf({ ...calibrated(grade), explanation });
    expect(shown('apprentice')).toMatchObject({ grade: { code: 'apprentice' }, calibration: { from: { code: 'baker', name: 'Baker' } }, confirmedBy: 'calibration' });
    expect(gradeOf({ ...calibrated('apprentice', null), explanation })).toMatchObject({ calibration: { from: null } });
    const asProposed = fold(steps(all));
    expect(asProposed && gradeOf({ ...asProposed, explanation })).toMatchObject({ calibration: null, confirmedBy: 'other' });
  });
});
