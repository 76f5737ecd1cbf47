import { describe, expect, it } from '@jest/globals';

import { armedBy, failpoint } from './failpoint.js';

describe('a failpoint', () => {
  it('is off unless the environment names it', () => {
    expect(armedBy(undefined, 'production')).toBeUndefined();
    expect(() => failpoint('relay.read')).not.toThrow();
  });

  it('can be wanted at one of the times that it is passed', () => {
    expect(armedBy('relay.read', 'test')).toEqual({ name: 'relay.read', signal: 'SIGKILL', crossings: 1 });
    expect(armedBy('relay.read#12', 'test')).toEqual({ name: 'relay.read', signal: 'SIGKILL', crossings: 12 });
    expect(armedBy('relay.read#2:stop', 'test')).toEqual({ name: 'relay.read', signal: 'SIGSTOP', crossings: 2 });
  });

  it.each(['production', 'development', '', undefined])('refuses to be armed when NODE_ENV is %j', (nodeEnv) => {
    expect(() => armedBy('relay.read', nodeEnv)).toThrow('for tests');
  });

  it.each(['relay.reed', 'relay.read#0', 'relay.read#x', 'relay.read:halt', ''])('refuses "%s", which is none', (wanted) => {
    expect(() => armedBy(wanted, 'test')).toThrow('names no failpoint');
  });
});
