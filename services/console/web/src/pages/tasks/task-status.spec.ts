import { describe, expect, it } from '@jest/globals';

import type { Task } from '../../my-tasks/tasks-query.js';
import { hasKeptWords, statusOf } from './task-status.js';

const of = (state: Task['state'], drafted: boolean, onDevice: readonly string[] = []) => statusOf({ assessment: 'one', state, drafted }, new Set(onDevice));

describe('the state of a task', () => {
  it('is not started as long as nothing of it is kept anywhere', () => expect(of('open', false, ['other'])).toBe('not-started'));
  it('is a draft once the server or this device keeps something', () => expect([of('open', true), of('open', false, ['one'])]).toEqual(['draft', 'draft']));
  it('is no draft any more once it takes no answer, whatever this device still keeps', () => expect([of('submitted', false, ['one']), of('closed', true, ['one'])]).toEqual(['submitted', 'closed']));
});

describe('words of a task', () => {
  const kept = (state: Task['state'], drafted: boolean, onDevice: readonly string[] = []) => hasKeptWords({ assessment: 'one', state, drafted }, new Set(onDevice));
  it('are kept of one that was closed before it was submitted: on the server, or on this device', () => expect([kept('closed', true), kept('closed', false, ['one']), kept('closed', false, ['other'])]).toEqual([true, true, false]));
  it('are told in no such words of one that is open, or was submitted', () => expect([kept('open', true, ['one']), kept('submitted', false, ['one'])]).toEqual([false, false]));
});
