import { describe, expect, it } from '@jest/globals';

import { nothing, type Answers, type CellAnswer } from './answers/answers.js';
import { hasContent, wanted, type KeptDraft } from './device/device-copy.js';
import { statusOf } from './draft-status.js';
import { copyOf, draftFrom, isDue, next, type Draft, type DraftEvent } from './draft.js';

const says = (observation: string): CellAnswer => ({ ...nothing, observation });
const at = (version: number, answers: Answers = {}): KeptDraft => ({ version, answers });
const edited = (cell: string, observation: string): DraftEvent => ({ type: 'edited', cell, answer: says(observation) });
const sent: DraftEvent = { type: 'sent' };
const refused: DraftEvent = { type: 'not-kept', obstacle: 'refused' };
const lost: DraftEvent = { type: 'not-kept', obstacle: 'offline' };
const kept = (version: number): DraftEvent => ({ type: 'kept', version, at: '2026-11-26T12:00:00Z' });
const elsewhere = (version: number, answers: Answers): DraftEvent => ({ type: 'changed-elsewhere', kept: at(version, answers) });
/** What is in it, and what is left to choose; `toMatchObject` takes anything for `{}`. */
const seen = ({ answers, others }: Draft) => ({ answers, others });
const after = (...events: readonly DraftEvent[]): Draft => events.reduce(next, draftFrom(at(1, { a: says('old') })));

describe('a draft', () => {
  it('is due once it differs from what the server has, and no longer when it was kept', () => {
    expect(isDue(after())).toBe(false);
    expect(isDue(after(edited('a', 'new')))).toBe(true);
    expect(isDue(after(edited('a', 'new'), sent))).toBe(false);
    expect(after(edited('a', 'new'), sent, kept(2))).toMatchObject({ base: { version: 2 }, sending: null });
    expect(isDue(after(edited('a', 'new'), sent, kept(2)))).toBe(false);
    expect(isDue(after(edited('a', 'new'), edited('a', 'old')))).toBe(false);
  });

  it('is due again for what was typed while it was sent', () => {
    const draft = after(edited('a', 'new'), sent, edited('a', 'newer'), kept(2));
    expect(isDue(draft)).toBe(true);
    expect(wanted(draft)).toEqual({ a: says('newer') });
  });

  it('leaves something on the device as long as something is typed, or to be chosen from', () => {
    const copies = [after(), after(edited('a', '')), after(edited('a', 'mine'), elsewhere(2, { a: says('theirs') }), edited('a', ''))].map(copyOf);
    expect(copies.map(hasContent)).toEqual([true, false, true]);
  });

  it('waits for the network', () => {
    expect(isDue(after(edited('a', 'new'), sent, lost))).toBe(false);
    expect(isDue(after(edited('a', 'new'), sent, lost, { type: 'tried-again' }))).toBe(true);
  });

  it('is not sent again as it was refused, and is once something else is wanted', () => {
    const draft = after(edited('a', 'new'), sent, refused);
    expect(isDue(next(draft, { type: 'tried-again' }))).toBe(false);
    expect(isDue(next(draft, edited('a', 'new')))).toBe(false);
    expect(statusOf(draft)).toBe('refused');
    expect(isDue(next(draft, edited('a', 'newer')))).toBe(true);
    expect(statusOf(next(draft, edited('a', 'old')))).toBe('saved');
    expect(isDue(after(edited('a', 'new'), sent, edited('b', 'meanwhile'), refused))).toBe(true);
  });

  it('takes in no character that the server cannot keep', () => {
    expect(after(edited('a', 'new\0 \ud83d and \u{1f44d}')).answers).toEqual({ a: says('new  and \u{1f44d}') });
    expect(next(draftFrom(at(1)), { type: 'copy-found', copy: { ...copyOf(after()), answers: { b: says('b\0') } } }).answers).toEqual({ b: says('b') });
  });

  it('knows what another page of the device had under way when it comes to the server later', () => {
    const killed = copyOf(after(edited('a', 'new'), sent));
    const reopened = next(draftFrom(at(1, { a: says('old') })), { type: 'copy-found', copy: killed });
    const draft = [edited('a', 'newer'), sent, elsewhere(2, { a: says('new') })].reduce(next, reopened);
    expect(seen(draft)).toEqual({ answers: { a: says('newer') }, others: {} });
    expect(draft.base.version).toBe(2);
  });

  it('takes what changed elsewhere alone, and keeps what changed here alone', () => {
    const draft = after(edited('b', 'mine'), sent, elsewhere(2, { a: says('theirs') }));
    expect(seen(draft)).toEqual({ answers: { a: says('theirs'), b: says('mine') }, others: {} });
    expect(isDue(draft)).toBe(true);
  });

  it('leaves the choice to the person where both changed, and the server as it is until then', () => {
    const draft = after(edited('a', 'mine'), edited('b', 'too'), sent, elsewhere(2, { a: says('theirs') }));
    expect(seen(draft)).toEqual({ answers: { a: says('mine'), b: says('too') }, others: { a: [says('theirs')] } });
    expect(wanted(draft)).toEqual({ a: says('theirs'), b: says('too') });
    expect(statusOf(draft)).toBe('conflict');
    const mine = next(draft, { type: 'chosen', cell: 'a', answer: says('mine') });
    expect(wanted(mine)).toEqual({ a: says('mine'), b: says('too') });
    expect(wanted(next(draft, { type: 'chosen', cell: 'a', answer: says('theirs') }))).toEqual({ a: says('theirs'), b: says('too') });
  });

  it('sees a cell that was emptied elsewhere as a change like any other', () =>
    expect(after(edited('a', 'mine'), elsewhere(2, {}))).toMatchObject({ others: { a: [nothing] } }));

  it('offers the last text of the other place only', () =>
    expect(after(edited('a', 'mine'), elsewhere(2, { a: says('their first') }), elsewhere(3, { a: says('their last') })).others).toEqual({ a: [says('their last')] }));

  it('knows its own text again when only the answer was lost', () => {
    const draft = after(edited('a', 'new'), sent, lost, edited('a', 'newer'), { type: 'tried-again' }, sent, elsewhere(2, { a: says('new') }));
    expect(seen(draft)).toEqual({ answers: { a: says('newer') }, others: {} });
    expect(isDue(draft)).toBe(true);
  });

  it('leaves no more on the device than what was changed, however often it is tried', () => {
    const tries = Array.from({ length: 100 }, () => [{ type: 'tried-again' } as const, sent, lost]).flat();
    const draft = [edited('b', 'new'), ...tries, edited('b', 'newer'), ...tries].reduce(next, draftFrom(at(1, { a: says('old') })));
    expect(copyOf(draft).unanswered).toEqual({ b: [says('new'), says('newer')] });
  });

  it('goes on from the copy on the device', () => {
    const copy = copyOf(after(edited('a', 'new')));
    expect(seen(next(draftFrom(at(1, { a: says('old') })), { type: 'copy-found', copy }))).toEqual({ answers: { a: says('new') }, others: {} });
    expect(seen(next(draftFrom(at(2, { a: says('theirs') })), { type: 'copy-found', copy }))).toEqual({ answers: { a: says('theirs') }, others: { a: [says('new')] } });
    expect(seen(next(draftFrom(at(2, { a: says('new') })), { type: 'copy-found', copy }))).toEqual({ answers: { a: says('new') }, others: {} });
  });

  it('is told by what the person must do first', () => {
    expect(statusOf(draftFrom(at(0)))).toBe('untouched');
    expect(statusOf(after())).toBe('saved');
    expect(statusOf(after(edited('a', 'new')))).toBe('saving');
    expect(statusOf(after(edited('a', 'new'), sent, lost))).toBe('offline');
    expect(statusOf(after(edited('a', 'new'), sent, { type: 'not-kept', obstacle: 'signed-out' }))).toBe('signed-out');
  });
});
