// From an empty installation to an open cycle, as commands to paste: for whoever brings a matrix and people of their own.
import { fileURLToPath } from 'node:url';

import type { Running } from './shape.js';

const examples = fileURLToPath(new URL('../../../../docs/examples', import.meta.url));

/** In the order in which they work; each block may be pasted as it is, into bash or zsh. @returns lines to print. */
export function firstSteps({ services: { matrixUrl, assessmentUrl }, issuerUrl }: Running): string[] {
  const json = `-H 'content-type: application/json'`;
  return [
    'To bring in a matrix and people of your own, paste this into another terminal, step by step. The files are examples: put yours in their place.',
    '',
    'How to ask as somebody (a token lasts ten minutes, so each request gets its own), and how to take a field out of an answer:',
    `  as() { person=$1; shift; curl -sS --retry 9 -H "authorization: Bearer $(curl -sS ${json} -d "{\\"person\\":\\"$person\\"}" ${issuerUrl}/token | field access_token)" "$@"; echo; }`,
    `  field() { node -p "JSON.parse(fs.readFileSync(0))['$1']"; }`,
    `  examples='${examples}'; preview=$(mktemp)`,
    '',
    'The text of the matrix: what is not clear in it (nothing is applied yet), then a draft of it, then its version 1. "npm run rung -- matrix preview FILE" shows all that was understood:',
    `  as editor -H 'content-type: text/plain' --data-binary @"$examples/python-developer-matrix.ru.txt" ${matrixUrl}/matrices/imports > "$preview"`,
    `  field anomalies < "$preview"`,
    `  as editor ${json} -d '{"name":"Our matrix","matrix":"our-matrix"}' ${matrixUrl}/matrices/imports/$(field id < "$preview")/accept`,
    `  as editor -X POST ${matrixUrl}/matrices/our-matrix/versions/1/publication`,
    '',
    'The directory: units, positions (each names the matrix), people with their managers, grades that somebody signs for:',
    `  for file in units positions people entry-grades; do as hr -H 'content-type: text/csv' --data-binary @"$examples/directory/$file.csv" ${assessmentUrl}/directory/imports/$file; done`,
    '',
    'A review cycle for everybody; opened, it launches a review for each:',
    `  cycle=$(as hr ${json} -d '{"name":"Our first review","matrix":{"id":"our-matrix","version":1}}' ${assessmentUrl}/cycles | field id)`,
    `  as hr -X POST ${assessmentUrl}/cycles/$cycle/opening`,
    `  as hr "${assessmentUrl}/cycles/$cycle?atLeast=2"`,
    '',
    'Reviews are launched one by one; this waits for that of Ann:',
    `  until as hr ${assessmentUrl}/cycles/$cycle/participants/ann | grep targetLevel; do sleep 1; done`,
    '',
    'Peers are named before their phase begins; then everybody finds their assessments, here Ann, and HR ends one phase after the other:',
    `  for peer in ben eva kim; do as boris ${json} -d "{\\"role\\":\\"peer\\",\\"rater\\":\\"$peer\\"}" ${assessmentUrl}/cycles/$cycle/participants/ann/raters; done`,
    `  as ann ${assessmentUrl}/tasks`,
    `  as hr -X POST ${assessmentUrl}/cycles/$cycle/phases/self/end`,
    '',
  ];
}
