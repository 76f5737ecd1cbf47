import { describe, expect, it } from '@jest/globals';

import type { MyCycle, Phase } from './my-cycles-query.js';
import { firstWaiting, isUnderWay, mainPhases, resultsOf, reviewedIn } from './my-cycles.js';

const names = ['self', 'peer', 'manager', 'calibration', 'released'] as const;
const states: Readonly<Record<string, Phase['state']>> = { x: 'done', '>': 'current', '.': 'to-come' };
const course = (marks: string, deadlines: readonly string[] = []): Phase[] => names.map((phase, at) => ({ phase, state: states[marks[at]!]!, deadline: deadlines[at] ?? null }));
const mine = (name: string, more: Partial<MyCycle> = {}): MyCycle => ({
  cycle: name, name, phases: course('>....'), tasks: { done: 0, all: 0, due: null, tooLate: 0 }, review: { self: 'open', released: false }, ...more,
});

describe('my cycles', () => {
  it('begin with what waits for me, the first due first; the rest stays as it came', () => {
    const due = (day: string | null, tooLate = 0) => ({ tasks: { done: 1, all: 2, due: day, tooLate } });
    const cycles = [mine('done'), mine('too late', due(null, 1)), mine('whenever', due(null)), mine('later', due('2026-12-02T00:00:00+02:00')), mine('soon', due('2026-12-01T23:00:00Z')), mine('released')];
    expect(firstWaiting(cycles).map(({ name }) => name)).toEqual(['later', 'soon', 'whenever', 'done', 'too late', 'released']);
  });

  it('are mine where I am assessed, in the order of the server, which knows the newest', () =>
    expect(reviewedIn([mine('autumn'), mine('zodiac', { review: null }), mine('winter')]).map(({ name }) => name)).toEqual(['autumn', 'winter']));

  it('are under way until all is done', () => expect([isUnderWay(mine('one')), isUnderWay(mine('other', { phases: course('xxxxx') }))]).toEqual([true, false]));
});

describe('the phases that have their word on a phone', () => {
  it.each([
    ['x>...', ['peer', 'manager', 'calibration', 'released']],
    ['xxx>.', ['calibration', 'released']],
    ['xxxxx', ['released']],
  ])('of %s are %j', (marks, shown) => expect(mainPhases(course(marks)).map(({ phase }) => phase)).toEqual(shown));
});

describe('my results', () => {
  const released = { review: { self: 'closed', released: true }, phases: course('xxxxx') } as const;

  it('are the newest that is released, and those that I wait for', () => {
    const { last, awaited } = resultsOf([mine('next'), mine('autumn', released), mine('spring', released)]);
    expect([last?.name, awaited.map(({ name }) => name)]).toEqual(['autumn', ['next']]);
  });

  it('are none where I only assess others, whether that is over or not', () =>
    expect(resultsOf([mine('next', { review: null }), mine('autumn', { review: null, phases: course('xxxxx') })])).toEqual({ last: undefined, awaited: [] }));

  it('wait for the last of the answers, as far as the cycle says until when', () => {
    const deadlines = ['2026-12-03T00:00:00Z', '2026-12-10T00:00:00Z', '2026-12-09T00:00:00Z'];
    expect(resultsOf([mine('next', { phases: course('>>>..', deadlines) })]).awaited).toEqual([{ cycle: 'next', name: 'next', stage: 'answers', until: deadlines[1] }]);
    expect(resultsOf([mine('next')]).awaited).toEqual([{ cycle: 'next', name: 'next', stage: 'answers', until: null }]);
  });

  it('tell of no last day while some may answer without one', () => {
    const until = (marks: string, ...deadlines: string[]) => resultsOf([mine('next', { phases: course(marks, deadlines) })]).awaited[0]?.until;
    expect(until('>>>..', '2026-12-03T00:00:00Z')).toBeNull();
    expect(until('x>>..', '2026-12-03T00:00:00Z', '2026-12-10T00:00:00Z', '2026-12-09T00:00:00Z')).toBe('2026-12-10T00:00:00Z');
  });

  it('then wait for nothing that has a date', () =>
    expect(resultsOf([mine('next', { phases: course('xxx>.', ['2026-12-03T00:00:00Z']) })]).awaited).toEqual([{ cycle: 'next', name: 'next', stage: 'calibration', until: null }]));
});
