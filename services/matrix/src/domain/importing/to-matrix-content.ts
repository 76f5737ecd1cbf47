import { DomainError } from '@rung/event-sourcing';
import { matrixContent, matrixFaults, slugOf, type LocalizedText, type MatrixContent } from '@rung/matrix-model';

import { applyCorrections, type Correction } from './corrections.js';
import type { Preview } from './drafting/draft.js';

export interface Acceptance {
  /** What people call the matrix. */
  readonly name: string;
  /** BCP 47 tag of the language that the preview is told in; the one that it saw where absent. Translations keep theirs. */
  readonly language?: string | undefined;
  readonly corrections?: readonly Correction[] | undefined;
}

/**
 * The content of a matrix version, from a preview and what a person said about it.
 * @throws DomainError correction-not-applicable, matrix-unsound with `errors: [{pointer, detail}]`
 */
export function toMatrixContent(preview: Preview, { name, language, corrections = [] }: Acceptance): MatrixContent {
  const corrected = applyCorrections(preview, corrections);
  const tag = language ?? preview.language;
  const say = (text: LocalizedText): LocalizedText => renamed(text, preview.language, tag);
  const parsed = matrixContent.safeParse({
    ...corrected.matrix,
    name,
    terms: corrected.matrix.terms.map((term) => ({ ...term, definition: say(term.definition) })),
    competencies: corrected.matrix.competencies.map((competency) => ({
      ...competency,
      title: say(competency.title),
      cells: competency.cells.map((cell) => ({ ...cell, statement: say(cell.statement), questions: cell.questions.map(say), ...(cell.examples === undefined ? {} : { examples: cell.examples.map(say) }), ...(cell.antipatterns === undefined ? {} : { antipatterns: cell.antipatterns.map(say) }) })),
    })),
  });
  if (!parsed.success) throw unsound(parsed.error.issues.map((issue) => ({ pointer: `/${issue.path.join('/')}`, detail: issue.message })));
  const faults = matrixFaults(parsed.data);
  if (faults.length > 0) throw unsound(faults);
  return parsed.data;
}

/** The text with its language called by another tag; other languages stay as they are. */
function renamed(text: LocalizedText, from: string, to: string): LocalizedText {
  if (from === to || !Object.hasOwn(text, from)) return text;
  const { [from]: words = '', ...others } = text;
  return { ...others, [to]: words };
}

/** The id of a new matrix, made from its name: "Python-разработчик" → "python-razrabotchik". */
export function matrixIdOf(name: string): string {
  return slugOf(name) || 'matrix';
}

function unsound(errors: readonly { pointer: string; detail: string }[]): DomainError {
  return new DomainError('matrix-unsound', errors.map((error) => `${error.pointer}: ${error.detail}`).join('; '), { errors });
}
