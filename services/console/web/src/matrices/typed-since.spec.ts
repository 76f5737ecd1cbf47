import { describe, expect, it } from '@jest/globals';

import { typedSince, type Kept } from './typed-since.js';

interface Words {
  readonly title: { readonly en?: string; readonly ru?: string };
  readonly group: string;
}

const sent: Kept<Words> = { form: { title: { en: 'Learns' } }, reason: 'One word' };

describe('what was typed since it was sent', () => {
  it('is nothing where nothing was', () => expect(typedSince(sent, sent)).toEqual({}));

  it('is nothing where it is typed anew, in the same words', () => expect(typedSince(sent, structuredClone(sent))).toEqual({}));

  it('is a field that says something else now, and none of the others', () =>
    expect(typedSince(sent, { form: { title: { en: 'Learns, and applies it' } }, reason: 'One word' })).toEqual({ form: { title: { en: 'Learns, and applies it' } } }));

  it('is a field that was not typed into then', () => expect(typedSince(sent, { ...sent, form: { ...sent.form, group: 'hard' } })).toEqual({ form: { group: 'hard' } }));

  it('is another reason', () => expect(typedSince(sent, { ...sent, reason: 'One word is no expectation' })).toEqual({ reason: 'One word is no expectation' }));
});
