// Questions to PostgreSQL that come together are asked together: under load a round trip is shared, alone nobody waits.

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const atMost = 500;
/** A call that takes longer is no reason to wait: its connection may hang. */
const patienceMs = 2;

/**
 * @param askAll answers questions in their order; each is asked after it came, so an answer is never older than its question.
 * @returns asks one: at once where no call is under way, else together with all others that come until it is over. Everybody in
 *   a call that fails gets its error.
 */
export function gathering<Question, Answer>(
  askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  let isTaken = false;

  const askTogether = (): void => {
    const together = waiting.splice(0, atMost);
    let isOver = false;
    const next = (): void => {
      if (isOver) return;
      isOver = true;
      clearTimeout(timer);
      if (waiting.length > 0) askTogether();
      else isTaken = false;
    };
    const timer = setTimeout(next, patienceMs);
    askAll(together.map(({ question }) => question)).then(
      (answers) => {
        next();
        together.forEach(({ resolve }, place) => resolve(answers[place] as Answer));
      },
      (error: unknown) => {
        next();
        together.forEach(({ reject }) => reject(error));
      },
    );
  };

  return (question) =>
    new Promise((resolve, reject) => {
      waiting.push({ question, resolve, reject });
      if (isTaken) return;
      isTaken = true;
      // after whatever else came in this turn of the event loop
      setImmediate(askTogether);
    });
}
