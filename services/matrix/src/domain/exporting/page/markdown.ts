// Markdown (CommonMark): a heading for each competency, an item for each level at which it is new or raised. Its front matter tells what its words cannot, so that it is read back.
import { levelsOf, ownReference, type Expectation, type Term } from '@rung/matrix-model';

import { nameOfLevel, spokenIn, type Subject } from '../subject.js';
import { groupOnPage, wordsIn } from './words.js';

export function toMarkdown(subject: Subject): string {
  const { content, version, status, languages } = subject;
  const words = wordsIn(languages[0] ?? 'en');
  return [
    `---\nlanguages: ${JSON.stringify(languages)}\nlevels: ${JSON.stringify(content.levels.map(({ code }) => nameOfLevel(content, code)))}\n---`,
    `# ${escaped(content.name)}`,
    `${words.version} ${version}, ${words[status]}.`,
    ...content.levels.flatMap(({ code, sameAs }) =>
      Object.entries(sameAs).map(([group, source]) => `- **${escaped(nameOfLevel(content, code))}**: ${groupOn(subject, group)} — ${words.sameAs} ${escaped(nameOfLevel(content, source))}`),
    ),
    ...content.groups.flatMap((group) => [
      `## ${groupOn(subject, group)}`,
      ...content.competencies
        .filter((competency) => competency.group === group)
        .flatMap((competency) => [
          `### ${marked(competency.title, languages).map(({ mark, text }) => mark + onOneLine(text)).join(' / ')}`,
          [
            ...competency.cells.map((cell) => item(subject, levelsOf(content, competency, cell).filter((code) => ownReference(competency, code) === undefined), cell)),
            ...Object.entries(competency.sameAs ?? {}).map(([code, source]) => `- **${escaped(nameOfLevel(content, code))}** — ${words.sameAs} ${escaped(nameOfLevel(content, source))}`),
          ].join('\n'),
        ]),
    ]),
    ...(content.terms.length === 0 ? [] : [`## ${words.terms}`, content.terms.map((term) => termItem(subject, term)).join('\n')]),
  ].join('\n\n') + '\n';
}

function groupOn(subject: Subject, group: string): string {
  const { text, language, insteadOf } = groupOnPage(subject, group);
  return `${insteadOf === undefined ? '' : `\\[${language}\\] `}${onOneLine(text)}`;
}

function item({ content, languages }: Subject, levels: readonly string[], { statement, questions, evidenceRequired, mustHave, examples, antipatterns, measure }: Expectation): string {
  const words = wordsIn(languages[0] ?? 'en');
  const demands = [...(evidenceRequired ? [words.evidence] : []), ...(mustHave ? [words.mustHave] : [])];
  const where = levels.map((code) => escaped(nameOfLevel(content, code))).join(', ');
  return [
    `- **${where}**${demands.length === 0 ? '' : ` (${demands.join(', ')})`}`,
    ...said(statement, languages, '  - '),
    ...questions.flatMap((question) => said(question, languages, '    - ')),
    ...list(words.examples, examples, languages),
    ...list(words.antipatterns, antipatterns, languages),
    ...(measure === undefined ? [] : [`  - ${bounds(measure, languages)}`]),
  ].join('\n');
}

function termItem({ languages }: Subject, { word, words, definition, measure }: Term): string {
  const called = words === undefined ? onOneLine(word) : marked(words, languages).map(({ mark, text }) => mark + onOneLine(text)).join(' / ');
  return [`- **${called}**${measure.length === 0 ? '' : ` (${bounds(measure, languages)})`}`, ...said(definition, languages, '  - ')].join('\n');
}

function bounds(measure: Term['measure'], languages: readonly string[]): string {
  return measure.map(({ label, labels, value }) => `${onOneLine(labels?.[languages[0] ?? ''] ?? label)} ${value}`).join(', ');
}

function list(heading: string, texts: Expectation['examples'], languages: readonly string[]): string[] {
  return texts === undefined ? [] : [`  - ${heading}:`, ...texts.flatMap((text) => said(text, languages, '    - '))];
}

/** One item a language. */
function said(text: Readonly<Record<string, string>>, languages: readonly string[], bullet: string): string[] {
  return marked(text, languages).map(({ mark, text: words }) => {
    const lines = words.trim().split(/\s*[\n\r]\s*/).map(escaped).join(`\\\n${' '.repeat(bullet.length)}`);
    return `${bullet}${mark}${lines}`;
  });
}

/** Where one of the languages lacks, what stands there is told with its tag: the first is not always the one that leads. */
function marked(text: Readonly<Record<string, string>>, languages: readonly string[]): { readonly mark: string; readonly text: string }[] {
  const all = spokenIn(text, languages);
  const isWhole = all.length === languages.length && all.every(({ insteadOf }) => insteadOf === undefined);
  return all.map(({ language, text: words }) => ({ mark: isWhole ? '' : `\\[${language}\\] `, text: words }));
}

function onOneLine(text: string): string {
  return escaped(text.trim().replace(/\s*[\n\r]\s*/g, ' '));
}

/** A backslash before all that could mean something: within a line, and at the beginning of one. */
export function escaped(text: string): string {
  return text
    .replace(/[\\`*_[\]{}<>&|~#$]/g, '\\$&')
    .replace(/^(\s*)([-+=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2');
}
