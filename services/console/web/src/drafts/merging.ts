// What was typed in several places, made one: what changed in one alone is taken, what changed in two is the person's to choose.
import { has, withChanges, withOne, type AnswersByCell } from './answers/answers-by-cell.js';
import { answerTo, cellsOf, isSame, withAnswer, type Answers, type CellAnswer } from './answers/answers.js';
import { isKept, wanted, type DeviceCopy, type KeptDraft } from './device/device-copy.js';

/** What the server has meanwhile. */
export function withTheirs(draft: DeviceCopy, theirs: KeptDraft): DeviceCopy {
  let { answers, others } = draft;
  for (const cell of cellsOf(draft.answers, draft.base.answers, theirs.answers)) {
    const before = answerTo(draft.base.answers, cell);
    const there = answerTo(theirs.answers, cell);
    if (isSame(there, before) || has(draft.unanswered, cell, there)) continue;
    if (others[cell] === undefined && isSame(answerTo(answers, cell), before)) answers = withAnswer(answers, cell, there);
    else others = withOther(others, answers, cell, there, before);
  }
  return { answers, others, base: theirs, unanswered: {} };
}

/** What another page on this device typed, which is dead or will find its own way. */
export function withCopy(draft: DeviceCopy, copy: DeviceCopy): DeviceCopy {
  // the server is known to be further than the copy: what the copy took from it is no text of the copy's own
  let { answers, others } = draft;
  for (const cell of cellsOf(copy.answers, copy.base.answers)) {
    const there = answerTo(copy.answers, cell);
    const isUnchanged = isSame(there, answerTo(copy.base.answers, cell));
    const isOnServer = isSame(there, answerTo(draft.base.answers, cell));
    if (isUnchanged || isOnServer) continue;
    const isServersOld = isSame(answerTo(copy.base.answers, cell), answerTo(draft.base.answers, cell)) || has(copy.unanswered, cell, answerTo(draft.base.answers, cell));
    const isUntouched = others[cell] === undefined && isSame(answerTo(answers, cell), answerTo(draft.base.answers, cell));
    if (isServersOld && isUntouched) answers = withAnswer(answers, cell, there);
    else others = withOther(others, answers, cell, there);
  }
  for (const [cell, alternatives] of Object.entries(copy.others)) for (const other of alternatives) others = withOther(others, answers, cell, other);
  // what that page had under way may still come to the server, and is then no text of anybody else
  const isUnderWay = copy.base.version === draft.base.version && !isKept(copy);
  return { answers, others, base: draft.base, unanswered: isUnderWay ? withUnderWay(draft.unanswered, copy) : draft.unanswered };
}

function withUnderWay(unanswered: AnswersByCell, copy: DeviceCopy): AnswersByCell {
  const sent = Object.entries(copy.unanswered).flatMap(([cell, answers]) => answers.map((answer) => [cell, answer] as const));
  const all = sent.reduce((before, [cell, answer]) => withOne(before, cell, answer), unanswered);
  // its page may have died before it could note what it sent last
  return withChanges(all, wanted(copy), copy.base.answers);
}

/** @param instead what the other place had before: its last text counts. */
function withOther(others: AnswersByCell, answers: Answers, cell: string, other: CellAnswer, instead?: CellAnswer): AnswersByCell {
  const { [cell]: known = [], ...rest } = others;
  const left = known.filter((one) => !isSame(one, other) && (instead === undefined || !isSame(one, instead)));
  const all = isSame(answerTo(answers, cell), other) ? left : [...left, other];
  return all.length === 0 ? rest : { ...rest, [cell]: all };
}
