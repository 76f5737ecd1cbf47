import { describe, expect, it } from '@jest/globals';

import { statusOf } from './task-status.js';
import type { Task } from './tasks-query.js';

const of = (state: Task['state'], drafted: boolean, onDevice: readonly string[] = []) => statusOf({ assessment: 'one', state, drafted }, new Set(onDevice));

describe('the state of a task', () => {
  it('is not started as long as nothing of it is kept anywhere', () => expect(of('open', false, ['other'])).toBe('not-started'));
  it('is a draft once the server or this device keeps something', () => expect([of('open', true), of('open', false, ['one'])]).toEqual(['draft', 'draft']));
  it('is no draft any more once it takes no answer, whatever this device still keeps', () => expect([of('submitted', false, ['one']), of('closed', true, ['one'])]).toEqual(['submitted', 'closed']));
});
