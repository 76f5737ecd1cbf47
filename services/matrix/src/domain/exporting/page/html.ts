// One page to print, without a script: a table for each group, in which a cell spans the levels at which it holds.
import { cellAt, groupReference, ownReference, type Competency, type Expectation, type MatrixContent, type Term } from '@rung/matrix-model';

import { nameOfLevel, spokenIn, type Subject } from '../subject.js';
import { groupOnPage, wordsIn } from './words.js';

const style = `
body { font: 14px/1.4 system-ui, sans-serif; margin: 2rem; color: #1a1a1a; background: #fff }
table { border-collapse: collapse; width: 100%; table-layout: fixed; margin-bottom: 2rem }
th, td { border: 1px solid #999; padding: .4rem; text-align: start; vertical-align: top; overflow-wrap: anywhere }
thead th { background: #eee } .text { white-space: pre-line; margin: 0 0 .3rem } .instead::before { content: "[" attr(lang) "] "; color: #666 }
ul { margin: 0; padding-inline-start: 1.2rem } small { color: #555 }
@media print { @page { size: A4 landscape; margin: 1cm } body { margin: 0; font-size: 9pt } tr { break-inside: avoid } thead { display: table-header-group } h2 { break-after: avoid } }
`;

export function toHtml(subject: Subject): string {
  const { content, version, status, languages } = subject;
  const [first = 'en'] = languages;
  const words = wordsIn(first);
  return [
    `<!DOCTYPE html>\n<html lang="${escaped(first)}">\n<head>\n<meta charset="utf-8">\n<title>${escaped(content.name)}</title>\n<style>${style}</style>\n</head>\n<body>`,
    `<h1 dir="auto">${escaped(content.name)}</h1>\n<p>${words.version} ${version}, ${words[status]}</p>`,
    ...content.groups.map((group) => groupTable(subject, group)),
    ...(content.terms.length === 0 ? [] : [terms(subject)]),
    '</body>\n</html>\n',
  ].join('\n');
}

function groupTable(subject: Subject, group: string): string {
  const { content, languages } = subject;
  const called = groupOnPage(subject, group);
  const words = wordsIn(languages[0] ?? 'en');
  const heads = content.levels.map(({ code, sameAs }) => {
    const source = groupReference({ sameAs }, group);
    const note = source === undefined ? '' : `<br><small>${words.sameAs} ${escaped(nameOfLevel(content, source))}</small>`;
    return `<th scope="col">${escaped(nameOfLevel(content, code))}${note}</th>`;
  });
  const rows = content.competencies
    .filter((competency) => competency.group === group)
    .map((competency) => `<tr><th scope="row">${paragraphs(competency.title, languages)}</th>${spans(content, competency).map((span) => tableCell(content, span, languages)).join('')}</tr>`);
  return [
    `<h2${called.insteadOf === undefined ? '' : ' class="instead"'} lang="${escaped(called.language)}" dir="auto">${escaped(called.text)}</h2>`,
    `<table>\n<thead><tr><th scope="col">${words.competency}</th>${heads.join('')}</tr></thead>`,
    `<tbody>\n${rows.join('\n')}\n</tbody>\n</table>`,
  ].join('\n');
}

interface Span {
  readonly cell: Expectation | undefined;
  readonly levels: number;
  /** The level that the cell itself is said to be the same as. */
  readonly sameAs?: string | undefined;
}

/** Neighbouring levels at which the same cell holds, or none, as one. */
function spans(content: MatrixContent, competency: Competency): Span[] {
  return content.levels.reduce<Span[]>((before, { code }) => {
    const cell = cellAt(content, competency, code);
    const last = before.at(-1);
    const sameAs = ownReference(competency, code);
    if (sameAs !== undefined) return [...before, { cell, levels: 1, sameAs }];
    return last !== undefined && last.sameAs === undefined && last.cell === cell ? [...before.slice(0, -1), { cell, levels: last.levels + 1 }] : [...before, { cell, levels: 1 }];
  }, []);
}

function tableCell(content: MatrixContent, { cell, levels, sameAs }: Span, languages: readonly string[]): string {
  const open = levels === 1 ? '<td>' : `<td colspan="${levels}">`;
  if (cell === undefined) return `${open}</td>`;
  const words = wordsIn(languages[0] ?? 'en');
  const demands = [...(cell.evidenceRequired ? [words.evidence] : []), ...(cell.mustHave ? [words.mustHave] : [])];
  const questions = cell.questions.map((question) => `<li>${paragraphs(question, languages)}</li>`);
  return [
    open,
    sameAs === undefined ? '' : `<small>${words.sameAs} ${escaped(nameOfLevel(content, sameAs))}</small>`,
    paragraphs(cell.statement, languages),
    questions.length === 0 ? '' : `<ul>${questions.join('')}</ul>`,
    list(words.examples, cell.examples, languages),
    list(words.antipatterns, cell.antipatterns, languages),
    cell.measure === undefined ? '' : `<small>${bounds(cell.measure, languages)}</small> `,
    demands.length === 0 ? '' : `<small>${demands.join(', ')}</small>`,
    '</td>',
  ].join('');
}

function terms({ content, languages }: Subject): string {
  const entries = content.terms.map(({ word, words, definition, measure }) => {
    return `<dt>${paragraphs(words ?? { [languages[0] ?? 'en']: word }, languages)}</dt><dd>${paragraphs(definition, languages)}${measure.length === 0 ? '' : `<small>${bounds(measure, languages)}</small>`}</dd>`;
  });
  return `<h2>${wordsIn(languages[0] ?? 'en').terms}</h2>\n<dl>${entries.join('\n')}</dl>`;
}

function bounds(measure: Term['measure'], languages: readonly string[]): string {
  return measure.map(({ label, labels, value }) => `${escaped(labels?.[languages[0] ?? ''] ?? label)} ${value}`).join(', ');
}

function list(heading: string, texts: Expectation['examples'], languages: readonly string[]): string {
  return texts === undefined ? '' : `<small>${heading}:</small><ul>${texts.map((text) => `<li>${paragraphs(text, languages)}</li>`).join('')}</ul>`;
}

/** Each language in a paragraph of its own, in the direction of its script; one that stands in for another says so. */
function paragraphs(text: Readonly<Record<string, string>>, languages: readonly string[]): string {
  return spokenIn(text, languages)
    .map(({ language, text: words, insteadOf }) => `<p class="text${insteadOf === undefined ? '' : ' instead'}" lang="${escaped(language)}" dir="auto">${escaped(words)}</p>`)
    .join('');
}

export function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;').replaceAll("'", '&#39;');
}
