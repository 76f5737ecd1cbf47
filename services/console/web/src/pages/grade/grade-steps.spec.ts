import { describe, expect, it } from '@jest/globals';

import type { Translate } from '../../i18n/use-text.js';
import { answered, gradeOf } from './grade.fixture.js';
import { stepsOf } from './grade-steps.js';

const t: Translate = (id, values) => [id, ...Object.values(values ?? {})].join(' ');
const list = (parts: readonly string[]) => parts.join('+');
const asked = { current: 'Middle+', target: 'Senior', soft: answered({ met: 6, missed: 3 }), hard: answered({ met: 14 }) } as const;

describe('how a grade came about', () => {
  it('is told from what the current level rests on to the release', () => {
    const steps = stepsOf(gradeOf(asked), 'entry-grade', { t, list });
    expect(steps.map(({ name }) => name)).toEqual(['basis', 'inputs', 'policy', 'proposal', 'confirmation', 'release']);
    expect(steps.every(({ done }) => done)).toBe(true);
    expect(steps[0]?.text).toBe('grade.made.basis.entry-grade Middle+');
    expect(steps[1]?.text).toBe('grade.made.inputs.text 24 2 Middle++Senior 3');
  });

  it('has a step for calibration only where somebody set another grade than the answers gave', () => {
    const [calibration] = stepsOf(gradeOf({ ...asked, calibrated: 'Senior' }), undefined, { t, list }).filter(({ name }) => name === 'calibration');
    expect(calibration?.text).toBe('grade.made.calibration.text Senior Middle+');
  });

  it.each([
    ['proposed', [false, false]],
    ['confirmed', [true, false]],
    ['released', [true, true]],
  ] as const)('says what is still to come of a %s grade', (state, done) => {
    const steps = stepsOf({ ...gradeOf(asked), state }, undefined, { t, list });
    expect(steps.slice(-2).map((step) => step.done)).toEqual(done);
  });
});
