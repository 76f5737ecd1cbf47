import { describe, expect, it } from '@jest/globals';

import { isUuid, personIdFrom, personIdOf } from './person-id.js';

const secret = 'a secret of this spec, and only of it';

describe('an opaque person id', () => {
  it('is a UUID of version 8 that the key and the secret determine', () => {
    const id = personIdOf(secret, 'anna.petrova');
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(isUuid(id)).toBe(true);
    expect(personIdOf(secret, 'anna.petrova')).toBe(id);
    expect(personIdOf(secret, 'Anna.Petrova')).not.toBe(id);
    expect(personIdOf(`${secret}!`, 'anna.petrova')).not.toBe(id);
  });

  it('never changes from one release to the next', () => {
    expect(personIdOf('secret', 'person-1')).toBe('a009fae7-4b06-8096-9185-97ec8c7b17a5');
  });

  it('stays what it is where a key or an id may stand', () => {
    const id = personIdOf(secret, 'anna.petrova');
    expect(personIdFrom(secret, id.toUpperCase())).toBe(id);
    expect(personIdFrom(secret, 'anna.petrova')).toBe(id);
  });

  it.each(['9f3c1f0e-6a0b-4f5e-8d7a-0c5b1a2d3e4f', '018f3c1f-6a0b-7f5e-8d7a-0c5b1a2d3e4f'])(
    'is made of a key that is a UUID as identity providers draw them: %s',
    (key) => expect(personIdFrom(secret, key)).toBe(personIdOf(secret, key)),
  );
});
