/**
 * Answers together what is asked in the same turn of the event loop. The answer is sought once the last of them has asked, so
 * nobody is answered by what was there before the question; who asks after that begins anew.
 */
export function answeredTogether<Question, Answer>(
  answer: (questions: readonly Question[]) => Answer | Promise<Answer>,
): (question: Question) => Promise<Answer> {
  let asked: { readonly questions: Question[]; readonly answer: Promise<Answer> } | undefined;
  const begin = () => {
    const questions: Question[] = [];
    const turn = new Promise<void>((resolve) => void setImmediate(resolve));
    const found = turn.then(() => {
      asked = undefined;
      return answer(questions);
    });
    return { questions, answer: found };
  };
  return (question) => {
    asked ??= begin();
    asked.questions.push(question);
    return asked.answer;
  };
}
