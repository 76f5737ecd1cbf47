import { describe, expect, it } from '@jest/globals';

import { nothing, type Answers, type CellAnswer } from './answers/answers.js';
import { closedDraft, isMoreThan } from './closed-draft.js';
import type { DeviceCopy, KeptDraft } from './device/device-copy.js';

const says = (observation: string): CellAnswer => ({ ...nothing, observation });
const kept = (version: number, answers: Answers = {}): KeptDraft => ({ version, answers });
const copy = (base: KeptDraft, answers: Answers): DeviceCopy => ({ answers, base, unanswered: {}, others: {} });
const told = (of: KeptDraft, ...copies: readonly DeviceCopy[]) => {
  const { answers, others } = closedDraft(of, copies);
  return { answers, others, owed: copies.map(isMoreThan(of)) };
};

describe('what was typed before an assessment was closed', () => {
  it('is what the server keeps, with what this device alone has', () =>
    expect(told(kept(2, { a: says('sent') }), copy(kept(2, { a: says('sent') }), { a: says('sent'), b: says('too late') }))).toEqual({
      answers: { a: says('sent'), b: says('too late') },
      others: {},
      owed: [true],
    }));

  it('needs no copy here of what the server has, as it was sent or typed further on another device', () =>
    expect(told(kept(3, { a: says('sent, and more') }), copy(kept(3, { a: says('sent, and more') }), { a: says('sent, and more') }), copy(kept(2, { a: says('sent') }), { a: says('sent') }))).toEqual({
      answers: { a: says('sent, and more') },
      others: {},
      owed: [false, false],
    }));

  it('is all that this device has, once the server has let go of it', () =>
    expect(told(kept(0), copy(kept(4, { a: says('sent') }), { a: says('sent') }), copy(kept(3), { b: says('too late') }))).toEqual({
      answers: { a: says('sent'), b: says('too late') },
      others: {},
      owed: [true, true],
    }));

  it('is both where two places have changed one answer', () => {
    const before = kept(1, { a: says('before') });
    expect(told(kept(2, { a: says('there') }), copy(before, { a: says('here') }))).toEqual({ answers: { a: says('there') }, others: { a: [says('here')] }, owed: [true] });
  });

  it('comes back from no device once the words about somebody were forgotten', () =>
    expect(told(kept(4), copy(kept(4, { a: says('forgotten') }), { a: says('forgotten') }))).toEqual({ answers: {}, others: {}, owed: [false] }));
});
