import { describe, expect, it } from '@jest/globals';

import type { Translate } from '../../../i18n/use-text.js';
import { answered, gradeOf } from '../explanation/grade.fixture.js';
import { stepsOf } from './grade-steps.js';

const t: Translate = (id, values) => [id, ...Object.values(values ?? {})].join(' ');
const list = (parts: readonly string[]) => parts.join('+');
const unknown = { basis: undefined, matrixName: undefined, reason: null };
const asked = { current: 'Middle+', target: 'Senior', soft: answered({ met: 6, missed: 3 }), hard: answered({ met: 14 }) } as const;

describe('how a grade came about', () => {
  it('is told from what the current level rests on to the release', () => {
    const steps = stepsOf(gradeOf(asked), { ...unknown, basis: 'entry-grade', matrixName: 'Python developer' }, { t, list });
    expect(steps.map(({ name }) => name)).toEqual(['basis', 'inputs', 'matrix', 'policy', 'proposal', 'confirmation', 'release']);
    expect(steps.every(({ done }) => done)).toBe(true);
    expect(steps[0]?.text).toBe('grade.made.basis.entry-grade Middle+');
    expect(steps[1]?.text).toBe('grade.made.inputs.text 24 2 Middle++Senior grade.made.inputs.counted 24 24 3');
    expect(steps[2]).toMatchObject({ text: 'grade.made.matrix.text Python developer 3', matrix: { id: 'python', version: 3 } });
  });

  it('says when each decision was, and in which role it was confirmed', () => {
    const grade = gradeOf(asked);
    const of = (given: Partial<typeof grade>) => stepsOf({ ...grade, ...given }, unknown, { t, list }).slice(-3);
    expect(of({}).map(({ at }) => at)).toEqual([grade.proposedAt, grade.confirmedAt, grade.releasedAt]);
    expect(of({ confirmedBy: 'manager' })[1]?.text).toBe('grade.made.confirmation.text Middle+ manager');
  });

  it('does without what an older build did not keep', () => {
    const steps = stepsOf({ ...gradeOf(asked), matrix: null, proposedAt: null, confirmedAt: null, confirmedBy: null, releasedAt: null }, unknown, { t, list });
    expect(steps.map(({ name }) => name)).toEqual(['inputs', 'policy', 'proposal', 'confirmation', 'release']);
    expect(steps[3]?.text).toBe('grade.made.confirmation.text Middle+ somebody');
  });

  it('has the id of a matrix whose name is not known', () => {
    expect(stepsOf(gradeOf(asked), unknown, { t, list })[1]?.text).toBe('grade.made.matrix.text python 3');
  });

  it('has a step for calibration only where somebody set another grade than the answers gave, with the reason where it is told', () => {
    const calibrated = { ...asked, calibrated: 'Senior' };
    const of = (reason: string | null) => stepsOf(gradeOf(calibrated), { ...unknown, reason }, { t, list }).filter(({ name }) => name === 'calibration' || name === 'confirmation');
    expect(of('Leads two teams').map(({ text, reason }) => [text, reason])).toEqual([
      ['grade.made.calibration.text Senior Middle+', 'Leads two teams'],
      ['grade.made.confirmation.text Senior calibration', undefined],
    ]);
    expect(of(null)[0]?.reason).toBeNull();
    expect(stepsOf(gradeOf(asked), { ...unknown, reason: null }, { t, list }).some(({ name }) => name === 'calibration')).toBe(false);
  });

  it.each([
    ['proposed', [false, false]],
    ['confirmed', [true, false]],
    ['released', [true, true]],
  ] as const)('says what is still to come of a %s grade', (state, done) => {
    const steps = stepsOf({ ...gradeOf(asked), state }, unknown, { t, list });
    expect(steps.slice(-2).map((step) => step.done)).toEqual(done);
  });
});
