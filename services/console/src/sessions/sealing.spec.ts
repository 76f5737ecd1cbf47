import { randomBytes } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { seal, unseal } from './sealing.js';

const key = randomBytes(32);

describe('sealed text', () => {
  it('opens with its key and for its purpose', () => {
    expect(unseal(key, 'session a', seal(key, 'session a', 'tökens'))).toBe('tökens');
  });

  it('differs each time', () => {
    expect(seal(key, 'a', 'text').equals(seal(key, 'a', 'text'))).toBe(false);
  });

  it('opens with no other key, for no other purpose, and not once it was changed or cut', () => {
    const sealed = seal(key, 'session a', 'tokens');
    const changed = Buffer.from(sealed);
    changed[changed.length - 1] = (changed.at(-1) ?? 0) ^ 1;
    expect(unseal(randomBytes(32), 'session a', sealed)).toBeUndefined();
    expect(unseal(key, 'session b', sealed)).toBeUndefined();
    expect(unseal(key, 'session a', changed)).toBeUndefined();
    expect(unseal(key, 'session a', sealed.subarray(0, -1))).toBeUndefined();
    expect(unseal(key, 'session a', Buffer.alloc(0))).toBeUndefined();
  });
});
