// Questions to PostgreSQL that come together are asked together: under load a round trip is shared, alone nobody waits.

interface Waiting<Question, Answer> {
  readonly question: Question;
  readonly resolve: (answer: Answer) => void;
  readonly reject: (error: unknown) => void;
}

const atMost = 500;

/**
 * @param askAll answers questions in their order; each is asked after it came, so an answer is never older than its question.
 * @returns asks one: whatever came in the same turn of the event loop goes in one call. Everybody in a call that fails gets its error.
 */
export function gathering<Question, Answer>(
  askAll: (questions: readonly Question[]) => Promise<readonly Answer[]>,
): (question: Question) => Promise<Answer> {
  const waiting: Waiting<Question, Answer>[] = [];
  const askNow = (): void => {
    const together = waiting.splice(0, atMost);
    if (waiting.length > 0) setImmediate(askNow);
    askAll(together.map(({ question }) => question)).then(
      (answers) => together.forEach(({ resolve }, place) => resolve(answers[place] as Answer)),
      (error: unknown) => together.forEach(({ reject }) => reject(error)),
    );
  };
  return (question) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(askNow);
      waiting.push({ question, resolve, reject });
    });
}
