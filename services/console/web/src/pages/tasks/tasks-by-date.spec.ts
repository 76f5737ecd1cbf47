import { describe, expect, it } from '@jest/globals';

import type { Task } from '../../my-tasks/tasks-query.js';
import { isNothingWaiting, tasksByDate } from './tasks-by-date.js';

const now = Date.parse('2026-11-26T12:00:00Z');
const task = (name: string, deadline: string | null, state: Task['state'] = 'open'): Task => ({
  assessment: name, cycle: { id: 'c', name: 'Autumn' }, participant: { name, person: name }, role: 'peer', state, drafted: false, deadline, tooLate: false,
});
const names = (tasks: readonly Task[]) => tasks.map(({ assessment }) => assessment);

describe('my tasks', () => {
  it('are due within seven days or later, or were due before now, the first due first', () => {
    const { waiting, tooLate } = tasksByDate([task('Eve', null), task('Dave', '2026-12-10T12:00:00Z'), task('Carol', '2026-12-03T12:00:00Z'), task('Bob', '2026-11-26T12:00:01Z'), task('Ann', '2026-11-26T11:59:59Z')], now);
    expect({ tooLate: names(tooLate), week: names(waiting.week), later: names(waiting.later) }).toEqual({ tooLate: ['Ann'], week: ['Bob', 'Carol'], later: ['Dave', 'Eve'] });
  });

  it('are too late once the server says so, however late it is here', () => {
    const { waiting, tooLate } = tasksByDate([{ ...task('Ann', '2026-11-26T12:00:01Z'), tooLate: true }], now);
    expect([names(tooLate), Object.values(waiting).flat()]).toEqual([['Ann'], []]);
  });

  it('wait no longer once they are submitted or closed', () => {
    const { waiting, tooLate, done } = tasksByDate([task('Ann', '2026-11-20T12:00:00Z', 'closed'), task('Bob', null, 'submitted')], now);
    expect(names(done)).toEqual(['Ann', 'Bob']);
    expect([...Object.values(waiting).flat(), ...tooLate]).toEqual([]);
  });

  it('leave nothing to be answered once none waits, be it too late for some', () => {
    const over = [task('Ann', '2026-11-20T12:00:00Z'), task('Bob', null, 'submitted')];
    expect([over, [...over, task('Carol', null)]].map((tasks) => isNothingWaiting(tasksByDate(tasks, now)))).toEqual([true, false]);
  });

  it('are in order of names where they are due together', () => expect(names(tasksByDate([task('Bob', null), task('Ann', null)], now).waiting.later)).toEqual(['Ann', 'Bob']));
});
