import { describe, expect, it } from '@jest/globals';

import type { Task } from '../../../my-tasks/tasks-query.js';
import { assessedIn } from './assessed-in.js';

const task = (person: string, cycle: string, role: Task['role'] = 'peer'): Task => ({
  assessment: `${cycle} ${person} ${role}`, cycle: { id: cycle, name: `Review ${cycle}` }, participant: { name: person, person }, role, state: 'open', drafted: false, deadline: null, tooLate: false,
});

describe('the cycles in which one assesses somebody', () => {
  it('are those alone, each once', () => {
    const tasks = [task('ann', 'one'), task('ann', 'one', 'upward'), task('bob', 'two'), task('ann', 'three')];
    expect(assessedIn(tasks, 'ann')).toEqual([{ cycle: 'one', name: 'Review one' }, { cycle: 'three', name: 'Review three' }]);
  });
});
