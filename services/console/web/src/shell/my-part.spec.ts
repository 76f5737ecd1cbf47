import { describe, expect, it } from '@jest/globals';

import { myParts, type Task } from './my-part.js';

const task = (cycle: string, state: Task['state'], deadline: string | null): Task => ({
  assessment: `${cycle}${state}${deadline}`, cycle: { id: cycle, name: cycle }, participant: { name: 'Ann', person: 'ann' }, role: 'peer', state, drafted: false, deadline,
});

describe('my part in a cycle', () => {
  it('is how many are done, and when the next is due', () =>
    expect(myParts([task('autumn', 'submitted', '2026-11-20T00:00:00Z'), task('autumn', 'open', '2026-12-02T00:00:00Z'), task('autumn', 'open', '2026-11-28T00:00:00Z')])).toEqual([
      { cycle: 'autumn', name: 'autumn', done: 1, all: 3, due: '2026-11-28T00:00:00Z' },
    ]));
  it('has nothing of what was closed without an answer', () => expect(myParts([task('autumn', 'closed', null)])).toEqual([]));
  it('comes first where something waits, and is due first', () => {
    const parts = myParts([task('done', 'submitted', null), task('whenever', 'open', null), task('later', 'open', '2026-12-02T00:00:00Z'), task('soon', 'open', '2026-11-28T00:00:00Z')]);
    expect(parts.map(({ cycle }) => cycle)).toEqual(['soon', 'later', 'whenever', 'done']);
  });
});
