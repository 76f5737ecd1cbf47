import { randomBytes, randomUUID } from 'node:crypto';

import { describe, expect, it } from '@jest/globals';

import { assessmentIdOf, reviewIdOf, tracelessCommandId } from './derived-ids.js';
import { seal, unseal, unwrap, wrap } from './sealing.js';

const key = { keyId: randomUUID(), key: randomBytes(32) };

describe('sealed text', () => {
  const eventId = randomUUID();
  const text = 'Прочитала книгу о базах данных 📖';

  it('opens in its event with its key', () => expect(unseal(key, seal(key, text, eventId), eventId)).toBe(text));
  it('shows nothing of the text', () => expect(JSON.stringify(seal(key, 'secret words', eventId))).not.toContain('secret'));
  it('looks different each time', () => expect(seal(key, text, eventId)).not.toEqual(seal(key, text, eventId)));
  it('does not open in another event', () => expect(() => unseal(key, seal(key, text, eventId), randomUUID())).toThrow());
  it('does not open with another key', () => expect(() => unseal({ ...key, key: randomBytes(32) }, seal(key, text, eventId), eventId)).toThrow());
  it('does not open when it was changed', () => {
    const sealed = seal(key, text, eventId);
    const changed = Buffer.from(sealed.ciphertext, 'base64url');
    changed[0] = (changed[0] ?? 0) ^ 1;
    expect(() => unseal(key, { ...sealed, ciphertext: changed.toString('base64url') }, eventId)).toThrow();
  });
  it('has a key that is itself kept wrapped, for its own id alone', () => {
    const keyEncryptionKey = randomBytes(32);
    const wrapped = wrap(keyEncryptionKey, key);
    expect(wrapped.includes(key.key)).toBe(false);
    expect(unwrap(keyEncryptionKey, key.keyId, wrapped)).toEqual(key);
    expect(() => unwrap(keyEncryptionKey, randomUUID(), wrapped)).toThrow();
    expect(() => unwrap(randomBytes(32), key.keyId, wrapped)).toThrow();
  });
});

describe('derived ids', () => {
  const secret = randomBytes(32);
  const [person, rater] = [randomUUID(), randomUUID()];

  it('are the same for the same participant, rater and role, and differ in each of them', () => {
    const id = assessmentIdOf(secret, person, rater, 'peer');
    expect(assessmentIdOf(secret, person, rater, 'peer')).toBe(id);
    const others = [
      assessmentIdOf(secret, person, rater, 'upward'),
      assessmentIdOf(secret, rater, person, 'peer'),
      assessmentIdOf(randomBytes(32), person, rater, 'peer'),
      reviewIdOf(secret, person),
    ];
    expect(others).not.toContain(id);
  });
  it('turn the client\'s key into one that leads nowhere, and is the same on a retry', () => {
    const [assessment, commandId] = [randomUUID(), randomUUID()];
    const stored = tracelessCommandId(secret, assessment, commandId);
    expect(tracelessCommandId(secret, assessment, commandId)).toBe(stored);
    expect([commandId, tracelessCommandId(secret, randomUUID(), commandId)]).not.toContain(stored);
  });
});
