// A draft as one page holds it: plain data and functions from one state to the next; no clock, no network, no storage.
//
// What must stay true: the last text of every cell that somebody typed is in `answers`, or in `others` for the person to choose,
// until it is on the server or the person has chosen against it. Nothing on the server is replaced that this page has not seen.
import { withChanges } from './answers/answers-by-cell.js';
import { answerTo, cellsOf, isSame, isSameEverywhere, withAnswer, type Answers, type CellAnswer } from './answers/answers.js';
import { wanted, type DeviceCopy, type KeptDraft } from './device/device-copy.js';
import { withCopy, withTheirs } from './merging.js';

/** Why nothing gets through; a refusal holds until something else is to be sent. */
export type Obstacle = 'offline' | 'signed-out' | 'refused';

export interface Draft extends DeviceCopy {
  /** Under way to the server. */
  readonly sending: Answers | null;
  readonly obstacle: Obstacle | null;
  /** What was refused last. */
  readonly refused: Answers | null;
  /** When the server last kept it. */
  readonly keptAt: string | null;
}

export type DraftEvent =
  | { readonly type: 'edited'; readonly cell: string; readonly answer: CellAnswer }
  | { readonly type: 'sent' }
  | { readonly type: 'kept'; readonly version: number; readonly at: string }
  | { readonly type: 'changed-elsewhere'; readonly kept: KeptDraft }
  | { readonly type: 'not-kept'; readonly obstacle: Obstacle }
  | { readonly type: 'tried-again' }
  | { readonly type: 'copy-found'; readonly copy: DeviceCopy }
  | { readonly type: 'chosen'; readonly cell: string; readonly answer: CellAnswer };

export const draftFrom = (base: KeptDraft): Draft => ({ answers: base.answers, base, unanswered: {}, others: {}, sending: null, obstacle: null, refused: null, keptAt: null });

/** What the server keeps, and what the tabs of this device have left of it, made one. */
export const draftFound = (kept: KeptDraft, copies: readonly DeviceCopy[]): Draft => copies.reduce<Draft>((joined, copy) => next(joined, { type: 'copy-found', copy }), draftFrom(kept));

export const copyOf = ({ answers, base, unanswered, others }: Draft): DeviceCopy => ({ answers, base, unanswered, others });

export const isDue = (draft: Draft): boolean => draft.sending === null && draft.obstacle === null && !isSameEverywhere(wanted(draft), draft.base.answers);

/** The cells of which somebody who has looked at `before` has not seen all. */
export const unseenIn = (now: Draft, before: Draft): readonly string[] =>
  cellsOf(before.answers, now.answers).filter((cell) => now.others[cell] !== undefined || !isSame(answerTo(now.answers, cell), answerTo(before.answers, cell)));

export function next(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case 'edited':
      return freed({ ...draft, answers: withAnswer(draft.answers, event.cell, event.answer) });
    case 'sent':
      return sent(draft);
    case 'kept':
      return kept(draft, event.version, event.at);
    case 'changed-elsewhere':
      return { ...draft, ...withTheirs(draft, event.kept), sending: null, obstacle: null };
    case 'not-kept':
      return freed({ ...draft, sending: null, obstacle: event.obstacle, refused: event.obstacle === 'refused' ? draft.sending : draft.refused });
    case 'tried-again':
      return draft.obstacle === 'refused' ? draft : { ...draft, obstacle: null };
    case 'copy-found':
      return { ...draft, ...withCopy(draft, event.copy) };
    case 'chosen':
      return freed(chosen(draft, event.cell, event.answer));
  }
}

/** What was refused is not sent again as it is; what is wanted instead may get through. */
function freed(draft: Draft): Draft {
  const isRefused = draft.refused !== null && isSameEverywhere(wanted(draft), draft.refused);
  return draft.obstacle === 'refused' && !isRefused ? { ...draft, obstacle: null } : draft;
}

function sent(draft: Draft): Draft {
  const sending = wanted(draft);
  return { ...draft, sending, unanswered: withChanges(draft.unanswered, sending, draft.base.answers) };
}

function kept(draft: Draft, version: number, at: string): Draft {
  if (draft.sending === null) return draft;
  return { ...draft, base: { version, answers: draft.sending }, sending: null, unanswered: {}, obstacle: null, keptAt: at };
}

function chosen(draft: Draft, cell: string, answer: CellAnswer): Draft {
  const { [cell]: _, ...others } = draft.others;
  return { ...draft, others, answers: withAnswer(draft.answers, cell, answer) };
}
