import { describe, expect, it } from '@jest/globals';

import { IssuerForbidden } from '../issuer/dev-issuer.js';
import { inWords } from './in-words.js';

describe('a failure in words', () => {
  it('is the message alone where the error is one of our own, or of a file', () => {
    expect(inWords(new IssuerForbidden())).toMatch(/^The built-in issuer .*NODE_ENV.*unset/);
    const denied = Object.assign(new Error("EACCES: permission denied, open '/x/secrets.json'"), { code: 'EACCES', path: '/x/secrets.json' });
    expect(inWords(denied)).toBe(
      "/x/secrets.json cannot be used (EACCES: permission denied, open '/x/secrets.json'). Make it usable for this user, or give a directory of your own with --data DIR.",
    );
  });

  it('has the stack where nobody foresaw the error', () => {
    expect(inWords(new TypeError('x is not a function'))).toContain('at ');
  });
});
