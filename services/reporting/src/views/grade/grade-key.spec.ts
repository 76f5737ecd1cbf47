import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';

import { gradeView } from './grade.js';
import { keyOf, keysFor } from './grade-key.js';

const grade = { epoch: '7:1:0', table: 16_384, cycle: 'a-cycle', person: 'a-person' };

describe('the key of a cached grade', () => {
  it('is another one for everything that makes it another value', () => {
    const others = [{ epoch: '7:2:0' }, { table: 16_385 }, { cycle: 'another' }, { person: 'another' }].map((other) => keyOf({ ...grade, ...other }));
    expect(new Set([keyOf(grade), ...others]).size).toBe(5);
  });

  it.each([
    ['a field more', gradeView.extend({ more: z.string() })],
    ['a field less', gradeView.omit({ calibration: true })],
    ['a field that may be null', gradeView.extend({ version: z.int().nullable() })],
    ['a state more', gradeView.extend({ state: z.enum(['proposed', 'confirmed', 'released', 'appealed']) })],
  ])('is another one, without anybody thinking of it, for a build that serves %s', (_what, shape) => {
    expect(keysFor(shape)(grade)).not.toBe(keyOf(grade));
  });

  it('is the same one in another process of this build', () => expect(keysFor(gradeView)(grade)).toBe(keyOf(grade)));
});
