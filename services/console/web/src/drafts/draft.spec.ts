import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { nothing, type Answers, type CellAnswer } from './answers.js';
import { statusOf } from './draft-status.js';
import { copyOf, draftFrom, hasContent, isDue, isKept, next, wanted, type Draft, type DraftEvent, type KeptDraft } from './draft.js';

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

/** Some requests arrive when their page is no more. */
const outcomes = ['answered', 'request lost', 'answer lost', 'page killed', 'page killed before it arrives'] as const;
type Outcome = (typeof outcomes)[number];

type Step =
  | { readonly do: 'edit'; readonly page: number; readonly cell: string; readonly empty: boolean }
  | { readonly do: 'send'; readonly page: number; readonly outcome: Outcome }
  | { readonly do: 'arrive' }
  | { readonly do: 'reload'; readonly page: number }
  | { readonly do: 'choose'; readonly page: number; readonly cell: string; readonly which: number };

const page = fc.integer({ min: 0, max: 2 });
const cell = fc.constantFrom('a', 'b');
const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 4, arbitrary: fc.record({ do: fc.constant('edit' as const), page, cell, empty: fc.boolean() }) },
    { weight: 4, arbitrary: fc.record({ do: fc.constant('send' as const), page, outcome: fc.constantFrom(...outcomes) }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('arrive' as const) }) },
    { weight: 2, arbitrary: fc.record({ do: fc.constant('reload' as const), page }) },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('choose' as const), page, cell, which: fc.nat(3) }) },
  ),
  { maxLength: 40 },
);

/** Pages 0 and 1 are tabs of one device, 2 is another device; the server takes a draft only from who has seen the one before. */
function world() {
  let server = at(0);
  let typed = 0;
  const onTheWay: (readonly [version: number, answers: Answers])[] = [];
  const pages = [0, 1, 2].map(() => draftFrom(server));
  const texts = new Set<string>();
  const see = (number: number, event: DraftEvent) => (pages[number] = next(pages[number]!, event));
  const overwritten = (number: number, name: string) => texts.delete(pages[number]!.answers[name]?.observation ?? '');
  const put = (expected: number, answers: Answers): boolean => {
    if (expected !== server.version) return false;
    server = at(server.version + 1, answers);
    return true;
  };
  const reload = (number: number) => {
    const copies = number === 2 ? [pages[2]!] : [pages[number]!, pages[1 - number]!];
    pages[number] = draftFrom(server);
    for (const copy of copies) see(number, { type: 'copy-found', copy: copyOf(copy) });
  };
  const send = (number: number, outcome: Outcome) => {
    see(number, { type: 'tried-again' });
    if (!isDue(pages[number]!)) return;
    const { version } = see(number, sent).base;
    if (outcome === 'page killed before it arrives') {
      onTheWay.push([version, pages[number]!.sending!]);
      return reload(number);
    }
    const wasKept = outcome !== 'request lost' && put(version, pages[number]!.sending!);
    if (outcome === 'page killed') return reload(number);
    if (outcome !== 'answered') return void see(number, lost);
    see(number, wasKept ? kept(server.version) : { type: 'changed-elsewhere', kept: server });
  };
  const choose = (number: number, name: string, which: number) => {
    const alternatives = pages[number]!.others[name];
    if (alternatives === undefined) return;
    const all = [pages[number]!.answers[name] ?? nothing, ...alternatives];
    const answer = all[which % all.length]!;
    all.filter((one) => one !== answer).forEach(({ observation }) => texts.delete(observation));
    see(number, { type: 'chosen', cell: name, answer });
  };
  return {
    pages,
    step: (step: Step) => {
      if (step.do === 'send') return send(step.page, step.outcome);
      if (step.do === 'arrive') return void put(...(onTheWay.shift() ?? ([-1, {}] as const)));
      if (step.do === 'reload') return reload(step.page);
      if (step.do === 'choose') return choose(step.page, step.cell, step.which);
      const text = step.empty ? '' : `text ${(typed += 1)}`;
      overwritten(step.page, step.cell);
      if (text !== '') texts.add(text);
      see(step.page, edited(step.cell, text));
    },
    /** Texts that nobody has replaced or chosen against, and that are nowhere. */
    missing: () => [...texts].filter((text) => !JSON.stringify([server, pages.map(copyOf)]).includes(`"${text}"`)),
    settle: () => {
      for (let round = 0; round < 12; round += 1) {
        for (const number of [0, 1, 2]) {
          for (const name of ['a', 'b']) choose(number, name, 0);
          send(number, 'answered');
        }
      }
      return { pages, server };
    },
  };
}

describe('drafts in several tabs and on several devices, in whatever order things happen', () => {
  it('keep the last text of every cell', () =>
    fc.assert(
      fc.property(steps, (taken) => {
        const { step, missing } = world();
        for (const one of taken) {
          step(one);
          expect(missing()).toEqual([]);
        }
      }),
      { numRuns: 1_000 },
    ));

  it('are never to be chosen between by who has one page at a time', () =>
    fc.assert(
      fc.property(steps, (taken) => {
        const { pages, step } = world();
        for (const one of taken) {
          if (one.do === 'choose') continue;
          step('page' in one ? { ...one, page: 0 } : one);
          expect(pages[0]!.others).toEqual({});
        }
      }),
      { numRuns: 1_000 },
    ));

  it('come to rest on the server once everything was chosen and sent', () =>
    fc.assert(
      fc.property(steps, (taken) => {
        const { step, settle } = world();
        taken.forEach(step);
        for (const draft of settle().pages) expect([isKept(draft), isDue(draft)]).toEqual([true, false]);
      }),
    ));
});
