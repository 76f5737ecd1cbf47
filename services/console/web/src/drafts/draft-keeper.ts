// Keeps one draft: on the device at every change, on the server when there is rest, on blur and when the page hides.
import { nothing, answerTo, trimmed, type Answers, type CellAnswer } from './answers/answers.js';
import { copiesOnDevice, forgetCopies, forgetSent, keepCopy } from './device/device-copies.js';
import { wanted } from './device/device-copy.js';
import { becauseOf, readDraft, sendDraft } from './draft-server.js';
import { copyOf, draftFound, draftFrom, isDue, next, type Draft, type DraftEvent } from './draft.js';

const restMs = 800;
const tryAgainMs = 10_000;

export interface DraftKeeper {
  readonly draft: () => Draft;
  readonly subscribe: (listener: () => void) => () => void;
  readonly edit: (cell: string, change: Partial<CellAnswer>) => void;
  readonly choose: (cell: string, answer: CellAnswer) => void;
  /** Now rather than after a rest. */
  readonly flush: () => void;
  /** After an obstacle. */
  readonly tryAgain: () => void;
  /** From now on, until what it answers is called: what is due is then sent once more, and never again. */
  readonly attend: () => () => void;
  /**
   * Sends what is here though the server may have it already: only so is it known what came to it from elsewhere, and what is still on its
   * way there from a page that has not seen this is refused.
   * @throws ApiError when it is not known.
   */
  readonly confirm: () => Promise<void>;
  /** Sends nothing more, and keeps what was typed and is not part of these answers, which stand. */
  readonly submitted: (answers: Answers) => Promise<void>;
  /** Sends nothing more, and forgets what this device has typed: left is what the server is known to keep. */
  readonly discard: () => Promise<void>;
}

/** @throws ApiError when the server's draft cannot be read. */
export async function openDraft(person: string, assessment: string): Promise<DraftKeeper> {
  const [kept, copies] = await Promise.all([readDraft(assessment), copiesOnDevice(person, assessment)]);
  const tab = crypto.randomUUID();
  const listeners = new Set<() => void>();
  let draft = draftFound(kept, Object.values(copies));
  let resting: ReturnType<typeof setTimeout> | undefined;
  let underWay: Promise<void> | undefined;
  let isStopped = false;
  let isAttended = false;

  const happened = (event: DraftEvent): void => {
    if (isStopped) return;
    draft = next(draft, event);
    void keepCopy(person, assessment, tab, copyOf(draft), copies);
    listeners.forEach((listener) => listener());
  };
  const rest = (ms: number, then: () => void): void => {
    clearTimeout(resting);
    resting = setTimeout(then, ms);
  };
  const send = async (): Promise<void> => {
    clearTimeout(resting);
    happened({ type: 'sent' });
    try {
      answered(await sendDraft(assessment, draft.base.version, draft.sending ?? wanted(draft)));
    } catch (error) {
      const outcome = becauseOf(error);
      answered(outcome);
      if (outcome.type === 'not-kept' || !isAttended) throw error;
    }
  };
  const flush = (): void => {
    if (isStopped || !isDue(draft)) return;
    underWay = send().catch(() => undefined); // the draft says what is in its way
  };
  const answered = (outcome: DraftEvent): void => {
    // whoever opens the assessment next goes on from the copy: what this keeper would make of the answer is not theirs
    if (!isAttended && outcome.type !== 'kept') return;
    happened(outcome);
    if (isAttended) goOn();
    else flush(); // what was typed while that was under way
  };
  const goOn = (): void => {
    if (draft.obstacle === 'offline') rest(tryAgainMs, tryAgain);
    else if (isDue(draft)) rest(restMs, flush);
  };
  /** Not before the next try, where one is due. */
  const restAfterChange = (): void => {
    if (draft.obstacle !== 'offline') rest(restMs, flush);
  };
  const tryAgain = (): void => {
    happened({ type: 'tried-again' });
    flush();
  };

  return {
    draft: () => draft,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    edit: (cell, change) => {
      happened({ type: 'edited', cell, answer: { ...nothing, ...answerTo(draft.answers, cell), ...change } });
      restAfterChange();
    },
    choose: (cell, answer) => {
      happened({ type: 'chosen', cell, answer });
      restAfterChange();
    },
    flush,
    tryAgain,
    attend: () => {
      isAttended = true;
      goOn();
      return () => {
        flush();
        isAttended = false;
        clearTimeout(resting);
      };
    },
    confirm: async () => {
      await underWay;
      do await send();
      while (isDue(draft)); // what was taken from elsewhere left something of this page to be sent
    },
    submitted: async (answers) => {
      isStopped = true;
      clearTimeout(resting);
      // the server may have taken a draft after the answers: what it had of that, it has let go of
      const copy = { ...copyOf(draft), answers: trimmed(draft.answers), base: { ...draft.base, answers } };
      await keepCopy(person, assessment, tab, copy, copies);
      await forgetSent(person, assessment, answers);
    },
    discard: async () => {
      isStopped = true;
      clearTimeout(resting);
      draft = draftFrom(draft.base);
      await forgetCopies(person, assessment);
      listeners.forEach((listener) => listener());
    },
  };
}
