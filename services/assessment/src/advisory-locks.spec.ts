import { describe, expect, it } from '@jest/globals';
import { migrationLock } from '@rung/service-kit';

import { advisoryLocks } from './advisory-locks.js';

describe('advisory locks', () => {
  it('have a number each, so that who takes one waits for nobody else', () => {
    const numbers = [migrationLock, ...Object.values(advisoryLocks)];
    expect(new Set(numbers).size).toBe(numbers.length);
  });
});
