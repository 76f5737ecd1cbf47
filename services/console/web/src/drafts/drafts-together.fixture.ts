// Tabs and devices of one person and the server, with every way in which requests and pages get lost.
import fc from 'fast-check';

import { nothing, type Answers } from './answers/answers.js';
import type { KeptDraft } from './device/device-copy.js';
import { copyOf, draftFrom, isDue, next, type DraftEvent } from './draft.js';

const at = (version: number, answers: Answers = {}): KeptDraft => ({ version, answers });

/** Some requests arrive when their page is no more. */
const outcomes = ['answered', 'request lost', 'answer lost', 'page killed', 'page killed before it arrives'] as const;
type Outcome = (typeof outcomes)[number];

export type Step =
  | { readonly do: 'edit'; readonly page: number; readonly cell: string; readonly empty: boolean }
  | { readonly do: 'send'; readonly page: number; readonly outcome: Outcome }
  | { readonly do: 'arrive' }
  | { readonly do: 'reload'; readonly page: number }
  | { readonly do: 'choose'; readonly page: number; readonly cell: string; readonly which: number };

const page = fc.integer({ min: 0, max: 2 });
const cell = fc.constantFrom('a', 'b');
export const steps: fc.Arbitrary<Step[]> = fc.array(
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
export function world() {
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
    const { version } = see(number, { type: 'sent' }).base;
    if (outcome === 'page killed before it arrives') {
      onTheWay.push([version, pages[number]!.sending!]);
      return reload(number);
    }
    const wasKept = outcome !== 'request lost' && put(version, pages[number]!.sending!);
    if (outcome === 'page killed') return reload(number);
    if (outcome !== 'answered') return void see(number, { type: 'not-kept', obstacle: 'offline' });
    see(number, wasKept ? { type: 'kept', version: server.version, at: '2026-11-26T12:00:00Z' } : { type: 'changed-elsewhere', kept: server });
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
      see(step.page, { type: 'edited', cell: step.cell, answer: { ...nothing, observation: text } });
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
