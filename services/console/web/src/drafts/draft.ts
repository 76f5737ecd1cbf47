// A draft as one page holds it: plain data and functions from one state to the next; no clock, no network, no storage.
//
// What must stay true: the last text of every cell that somebody typed is in `answers`, or in `others` for the person to choose,
// until it is on the server or the person has chosen against it. Nothing on the server is replaced that this page has not seen.
import { answerTo, cellsOf, isSame, isSameEverywhere, withAnswer, type Answers, type CellAnswer } from './answers.js';

/** What the server keeps. */
export interface KeptDraft {
  readonly version: number;
  readonly answers: Answers;
}

/** What is kept on the device: enough to go on after the page was killed. */
export interface DeviceCopy {
  readonly answers: Answers;
  /** What the server had when this page last heard of it. */
  readonly base: KeptDraft;
  /** Sent, without an answer: it may be on the server. */
  readonly unanswered: readonly Answers[];
  /** By cell, what was typed elsewhere and is yet to be chosen from. */
  readonly others: Readonly<Record<string, readonly CellAnswer[]>>;
}

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

export const draftFrom = (base: KeptDraft): Draft => ({ answers: base.answers, base, unanswered: [], others: {}, sending: null, obstacle: null, refused: null, keptAt: null });

export const copyOf = ({ answers, base, unanswered, others }: Draft): DeviceCopy => ({ answers, base, unanswered, others });

/** What the server should have: a cell that is yet to be chosen stays there as it is. */
export function wanted({ answers, base, others }: DeviceCopy): Answers {
  return Object.keys(others).reduce((all, cell) => withAnswer(all, cell, answerTo(base.answers, cell)), answers);
}

export const isKept = (copy: DeviceCopy): boolean => Object.keys(copy.others).length === 0 && isSameEverywhere(copy.answers, copy.base.answers);

/** A copy stays when all of it was taken back. */
export const hasContent = ({ answers, others }: DeviceCopy): boolean => cellsOf(answers).length > 0 || Object.keys(others).length > 0;

export const isDue = (draft: Draft): boolean => draft.sending === null && draft.obstacle === null && !isSameEverywhere(wanted(draft), draft.base.answers);

export function next(draft: Draft, event: DraftEvent): Draft {
  switch (event.type) {
    case 'edited':
      return freed({ ...draft, answers: withAnswer(draft.answers, event.cell, event.answer) });
    case 'sent':
      return sent(draft);
    case 'kept':
      return kept(draft, event.version, event.at);
    case 'changed-elsewhere':
      return { ...seen(draft, event.kept), sending: null, obstacle: null };
    case 'not-kept':
      return freed({ ...draft, sending: null, obstacle: event.obstacle, refused: event.obstacle === 'refused' ? draft.sending : draft.refused });
    case 'tried-again':
      return draft.obstacle === 'refused' ? draft : { ...draft, obstacle: null };
    case 'copy-found':
      return joined(draft, event.copy);
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
  return { ...draft, sending, unanswered: withEach(draft.unanswered, [sending]) };
}

function withEach(unanswered: readonly Answers[], more: readonly Answers[]): readonly Answers[] {
  return [...unanswered.filter((before) => !more.some((one) => isSameEverywhere(before, one))), ...more];
}

function kept(draft: Draft, version: number, at: string): Draft {
  if (draft.sending === null) return draft;
  return { ...draft, base: { version, answers: draft.sending }, sending: null, unanswered: [], obstacle: null, keptAt: at };
}

/** Cell by cell: what changed on one side only is taken from it, what changed on both is the person's to choose. */
function seen(draft: Draft, theirs: KeptDraft): Draft {
  let { answers, others } = draft;
  for (const cell of cellsOf(draft.answers, draft.base.answers, theirs.answers)) {
    const before = answerTo(draft.base.answers, cell);
    const there = answerTo(theirs.answers, cell);
    const isOurs = draft.unanswered.some((lost) => isSame(answerTo(lost, cell), there));
    if (isSame(there, before) || isOurs) continue;
    if (others[cell] === undefined && isSame(answerTo(answers, cell), before)) answers = withAnswer(answers, cell, there);
    else others = withOther(others, answers, cell, there, before);
  }
  return { ...draft, answers, others, base: theirs, unanswered: [] };
}

/** What another page on this device typed, which is dead or will find its own way. */
function joined(draft: Draft, copy: DeviceCopy): Draft {
  // the server is known to be further than the copy: what the copy took from it is no text of the copy's own
  let { answers, others } = draft;
  for (const cell of cellsOf(copy.answers, copy.base.answers)) {
    const there = answerTo(copy.answers, cell);
    const isUnchanged = isSame(there, answerTo(copy.base.answers, cell));
    const isOnServer = isSame(there, answerTo(draft.base.answers, cell));
    if (isUnchanged || isOnServer) continue;
    const isServersOld = isSame(answerTo(copy.base.answers, cell), answerTo(draft.base.answers, cell)) || sentBy(copy, draft.base.answers, cell);
    const isUntouched = others[cell] === undefined && isSame(answerTo(answers, cell), answerTo(draft.base.answers, cell));
    if (isServersOld && isUntouched) answers = withAnswer(answers, cell, there);
    else others = withOther(others, answers, cell, there);
  }
  for (const [cell, alternatives] of Object.entries(copy.others)) for (const other of alternatives) others = withOther(others, answers, cell, other);
  // what that page had under way may still come to the server, and is then no text of anybody else
  const isUnderWay = copy.base.version === draft.base.version && !isKept(copy);
  return { ...draft, answers, others, unanswered: isUnderWay ? withEach(draft.unanswered, [...copy.unanswered, wanted(copy)]) : draft.unanswered };
}

const sentBy = ({ unanswered }: DeviceCopy, there: Answers, cell: string): boolean => unanswered.some((lost) => isSame(answerTo(lost, cell), answerTo(there, cell)));

/** @param instead what the other place had before: its last text counts. */
function withOther(others: Draft['others'], answers: Answers, cell: string, other: CellAnswer, instead?: CellAnswer): Draft['others'] {
  const { [cell]: known = [], ...rest } = others;
  const left = known.filter((one) => !isSame(one, other) && (instead === undefined || !isSame(one, instead)));
  const all = isSame(answerTo(answers, cell), other) ? left : [...left, other];
  return all.length === 0 ? rest : { ...rest, [cell]: all };
}

function chosen(draft: Draft, cell: string, answer: CellAnswer): Draft {
  const { [cell]: _, ...others } = draft.others;
  return { ...draft, others, answers: withAnswer(draft.answers, cell, answer) };
}
