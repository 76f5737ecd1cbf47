import { describe, expect, it } from '@jest/globals';

import { nothing, type Answers, type CellAnswer } from '../../../drafts/answers/answers.js';
import { closedDraft } from '../../../drafts/closed-draft.js';
import type { DeviceCopy } from '../../../drafts/device/device-copy.js';
import type { TypedEvidence } from '../../../drafts/device/typed-evidence.js';
import { keptAnswers, placeOf, type Kept } from './kept-answers.js';

const says = (observation: string): CellAnswer => ({ ...nothing, observation });
const piece: TypedEvidence = { cell: 'a', on: '2026-11-22', text: 'Done, and never recorded', key: 'one' };
const kept = (onServer: Answers, onDevice: Answers, evidence: readonly TypedEvidence[] = []): Kept => {
  const [version, base] = [1, { version: 0, answers: {} }];
  return { draft: closedDraft({ version, answers: onServer }, [{ answers: onDevice, base, unanswered: {}, others: {} }]), evidence };
};

describe('what was typed before an assessment was closed', () => {
  it('is on the server, on this device, or in part on each: recorded evidence apart, which is nowhere else', () =>
    expect([kept({ a: says('sent') }, { a: says('sent') }), kept({}, { a: says('here') }), kept({ a: says('sent') }, { b: says('here') }), kept({ a: says('sent') }, {}, [piece]), kept({}, {}, [piece])].map(placeOf)).toEqual([
      'server',
      'device',
      'both',
      'both',
      'device',
    ]));

  it('says of each answer whether the server has it', () =>
    expect([...keptAnswers(kept({ a: says('sent'), b: says('there') }, { b: says('here'), c: says('too late') }))]).toEqual([
      ['a', [{ answer: says('sent'), isOnServer: true }]],
      ['b', [{ answer: says('there'), isOnServer: true }, { answer: says('here'), isOnServer: false }]],
      ['c', [{ answer: says('too late'), isOnServer: false }]],
    ]));

  it('leaves out what was taken back, here or on the server', () => {
    const takenBack: DeviceCopy = { answers: {}, base: { version: 1, answers: { a: says('before') } }, unanswered: {}, others: {} };
    expect([...keptAnswers({ draft: closedDraft({ version: 2, answers: { a: says('there') } }, [takenBack]), evidence: [] })]).toEqual([['a', [{ answer: says('there'), isOnServer: true }]]]);
  });
});
