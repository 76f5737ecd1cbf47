import { describe, expect, it } from '@jest/globals';

import { keyOf } from './key-of.js';

describe('what a key stands for', () => {
  it.each([
    ['j on an English keyboard', 'j', 'KeyJ', 'j'],
    ['the same key on a Russian one', 'о', 'KeyJ', 'j'],
    ['the same key with Shift', 'О', 'KeyJ', 'j'],
    ['a bracket on a Russian one', 'х', 'BracketLeft', '['],
    ['the slash on a Russian one', '.', 'Slash', '/'],
    ['the question mark on a Russian one', ',', 'Slash', '?'],
    ['the question mark on an English one', '?', 'Slash', '?'],
    ['a digit', '2', 'Digit2', '2'],
    ['z on a French keyboard', 'z', 'KeyW', 'z'],
    ['the key right of the stop on a German one', '-', 'Slash', '-'],
    ['the stop on an English one', '.', 'Period', '.'],
    ['a letter of an alphabet without a place of its own here', 'ё', 'Backquote', 'ё'],
  ])('%s', (_, key, code, meant) => expect(keyOf({ key, code })).toBe(meant));
});
