import { describe, expect, it } from '@jest/globals';

import { nothing, type CellAnswer } from '../answers/answers.js';
import type { DeviceCopy } from './device-copy.js';
import { typedIn, unsentIn, unsentOf } from './unsent.js';

const says = (observation: string): CellAnswer => ({ ...nothing, observation });
const copy: DeviceCopy = {
  answers: { a: says('sent'), b: says('typed over'), c: says('new') },
  base: { version: 3, answers: { a: says('sent'), b: says('before'), d: says('taken back here') } },
  unanswered: {},
  others: { b: [says('before'), says('of another tab')] },
};

describe('what the server never had', () => {
  it('is what differs from what it last had, the choices that are left included', () =>
    expect(unsentIn(copy)).toEqual([
      { cell: 'b', answer: says('typed over') },
      { cell: 'b', answer: says('of another tab') },
      { cell: 'c', answer: says('new') },
    ]));

  it('is not what was submitted', () =>
    expect(unsentIn(copy, { b: says('typed over'), c: says('new') })).toEqual([{ cell: 'b', answer: says('of another tab') }]));

  it('is a rating without words as well', () => expect(unsentIn({ ...copy, answers: { a: { ...says('sent'), value: 2 } }, others: {} })).toHaveLength(1));

  it('is told once, from however many tabs', () => expect(unsentOf([copy, copy, { ...copy, others: {} }])).toEqual(unsentIn(copy)));
});

it('what was typed at all is what the server had as well, once', () =>
  expect(typedIn([copy, copy]).map(({ answer }) => answer.observation)).toEqual(['sent', 'typed over', 'before', 'of another tab', 'new']));
