// A corpus of matrix texts, each with what it is to be read as, written by hand before it was read.
import { previewOf, type PreviewJson } from '../index.js';

export interface Sample {
  readonly name: string;
  readonly text: string;
  /** As `reading` shows it; a last line `*` takes any anomalies. */
  readonly expected: readonly string[];
}

/** The samples in the text of a file: `#### name`, the text, `====>`, the lines that `reading` shows. `(escaped)` in a name: the text holds escapes. */
export function samplesOf(corpus: string): Sample[] {
  return corpus
    .split(/^#### /mu)
    .slice(1)
    .map((sample) => {
      const [head = '', expected = ''] = sample.split('\n====>\n');
      const name = head.slice(0, head.indexOf('\n'));
      const text = head.slice(name.length + 1);
      return { name, text: name.endsWith('(escaped)') ? unescaped(text) : text, expected: expected.replace(/\n+$/u, '').split('\n') };
    });
}

function unescaped(text: string): string {
  return text.replace(/\\(?:r|t|u[0-9a-f]{4})/gu, (escape) => JSON.parse(`"${escape}"`) as string);
}

/** A preview as lines: the levels with what is in force, the terms, what is asked, what looks wrong and what stands there. */
export function reading(text: string): string[] {
  const preview = previewOf(text);
  return [
    ...(preview.reading === 'additive' ? ['additive'] : []),
    ...preview.levels.map(({ names, groups }) => {
      const of = (group: 'soft' | 'hard') =>
        `${group}${groups[group].sameAs === null ? '' : ` =${groups[group].sameAs}`}: ${inForce(preview, names[0] ?? '', group).join('; ')}`;
      return `${names.join(' + ')} | ${of('soft')} | ${of('hard')}`;
    }),
    ...preview.terms.map(({ word, measure }) => `term ${word}: ${measure.map(({ label, value }) => `${label} ${value}`).join(', ')}`.trim()),
    ...preview.questions.map(({ kind }) => `asks ${kind}`),
    ...preview.anomalies.map(({ kind, line, column }) => `${kind} at "${standsAt(text, line, column)}"`),
  ];
}

function inForce(preview: PreviewJson, level: string, group: string): string[] {
  return preview.competencies
    .filter((one) => one.group === group)
    .flatMap((one) => one.cells.filter((cell) => cell.levels.includes(level)))
    .map(
      ({ statement, evidenceRequired, questions }) =>
        `${statement}${evidenceRequired ? ' [e]' : ''}${questions.length > 0 ? ` (${questions.join(' ')})` : ''}`,
    );
}

function standsAt(text: string, line: number, column: number): string {
  return (text.replace(/^\ufeff/u, '').split(/\r\n?|\n/u)[line - 1] ?? '').slice(column - 1, column + 9);
}
