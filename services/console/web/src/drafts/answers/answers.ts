// What somebody has answered so far, by cell.
export type RatingValue = 0 | 1 | 2 | 3 | 'n';

export interface CellAnswer {
  /** null where there are words, and no rating yet. */
  readonly value: RatingValue | null;
  /** Pieces of the participant's evidence. */
  readonly cites: readonly string[];
  readonly observation: string;
}

/** Only what was answered: a cell without anything is not in it. */
export type Answers = Readonly<Record<string, CellAnswer>>;

export const nothing: CellAnswer = { value: null, cites: [], observation: '' };

export const answerTo = (answers: Answers, cell: string): CellAnswer => answers[cell] ?? nothing;

export const isNothing = ({ value, cites, observation }: CellAnswer): boolean => value === null && cites.length === 0 && observation === '';

export function isSame(one: CellAnswer, other: CellAnswer): boolean {
  return one.value === other.value && one.observation === other.observation && [...one.cites].sort().join() === [...other.cites].sort().join();
}

export function withAnswer(answers: Answers, cell: string, answer: CellAnswer): Answers {
  const { [cell]: _, ...others } = answers;
  const storable = { ...answer, observation: storableText(answer.observation) };
  return isNothing(storable) ? others : { ...others, [cell]: storable };
}

/** As they are submitted: without the space around words. */
export const trimmed = (answers: Answers): Answers => Object.fromEntries(Object.entries(answers).map(([cell, answer]) => [cell, { ...answer, observation: answer.observation.trim() }]));

/** No database keeps a NUL or half a surrogate pair, which come with what is pasted, or cut off at the longest that a field takes. */
const storableText = (text: string): string => text.replaceAll('\0', '').replaceAll(/\p{Surrogate}/gu, '');

/** Pieces of evidence in one answer. */
export const mostCites = 20;

/** The cells that any of them answers. */
export const cellsOf = (...all: readonly Answers[]): readonly string[] => [...new Set(all.flatMap((answers) => Object.keys(answers)))];

export const isSameEverywhere = (one: Answers, other: Answers): boolean =>
  cellsOf(one, other).every((cell) => isSame(answerTo(one, cell), answerTo(other, cell)));
