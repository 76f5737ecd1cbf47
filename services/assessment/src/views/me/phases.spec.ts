import { describe, expect, it } from '@jest/globals';

import type { CycleStatus } from '../cycle-progress/cycle-row.entity.js';
import { phasesOf } from './phases.js';

const marks = { done: 'x', current: '>', 'to-come': '.' } as const;
const course = (status: CycleStatus, phasesOverlap: boolean, finished = false): string =>
  phasesOf({ status, policy: { phasesOverlap, deadlines: {} } }, finished).map(({ state }) => marks[state]).join('');

describe('the phases of a cycle, for who takes part in it', () => {
  it.each<[CycleStatus, string]>([
    ['draft', '.....'],
    ['self', '>....'],
    ['peer', 'x>...'],
    ['manager', 'xx>..'],
    ['calibration', 'xxx>.'],
  ])('come one after the other: %s', (status, expected) => expect(course(status, false)).toBe(expected));

  it.each<[CycleStatus, string]>([
    ['self', '>>>..'],
    ['peer', '>>>..'],
    ['manager', '>>>..'],
    ['calibration', 'xxx>.'],
  ])('are current together as long as answers come in, where they overlap: %s', (status, expected) => expect(course(status, true)).toBe(expected));

  it.each<CycleStatus>(['released', 'closed'])('stay in calibration until the own result is released, though the cycle is %s', (status) => {
    expect(course(status, false)).toBe('xxx>.');
    expect(course(status, false, true)).toBe('xxxxx');
  });

  it('have the deadlines of the policy; calibration and release have none', () => {
    const deadlines = { self: '2026-11-20T00:00:00Z', manager: '2026-12-01T00:00:00Z' };
    expect(phasesOf({ status: 'self', policy: { phasesOverlap: false, deadlines } }, false).map(({ phase, deadline }) => [phase, deadline])).toEqual([
      ['self', deadlines.self],
      ['peer', null],
      ['manager', deadlines.manager],
      ['calibration', null],
      ['released', null],
    ]);
  });
});
