// Every page of the console, with somebody who may see it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { Page } from 'playwright-core';

import { repositoryRoot } from '../repository-root.js';
import { go, settled, type Visit } from './browser.js';

export interface Place {
  readonly name: string;
  readonly person: string;
  readonly path: string;
  /** What they do there first. */
  readonly first?: (page: Page) => Promise<void>;
}

/** What a page says that is not there for who asks, or could not be read, in English and Russian. */
const refusal = /^(There is no such page for you|Такой страницы для вас нет|This did not work|Не получилось)/;

const seed = readFileSync(join(repositoryRoot, 'docs/examples/python-developer-matrix.ru.txt'), 'utf8');

async function readText(page: Page): Promise<void> {
  await page.locator('textarea').fill(seed);
  await page.locator('textarea').press('Control+Enter');
  await page.waitForURL(/step=anomalies/);
  await settled(page);
}

/** Of an import whose text was read on the page before. */
const step = (name: string) => async (page: Page): Promise<void> => {
  await readText(page);
  await page.goto(page.url().replace('step=anomalies', `step=${name}`));
  await settled(page);
};

const table = 'Support ladder;;;;\nArea;Skill;Helper;Junior;Senior\nCustomer;Listening;Lets people finish;Names the feeling behind a complaint;Teaches others to listen\n;Writing;Answers in whole sentences;Explains a fault to a layman;Writes the guide\nTools;Logs;;Reads a trace;Says what a log should tell\n';

/** With what a file's columns were proposed to be. */
async function chooseTable(page: Page): Promise<void> {
  await page.locator('input[type=file]').setInputFiles({ name: 'support.csv', mimeType: 'text/csv', buffer: Buffer.from(table) });
  await page.waitForURL(/step=mapping/);
  await settled(page);
}

const draft = '/matrix/team-ladder/v/2';

/** At a second version that is a draft, of a copy of the catalogue's entry, with something changed; made by whoever comes first. */
const inTheDraft = (path: string) => async (page: Page): Promise<void> => {
  await page.evaluate(async () => {
    const post = (to: string, body: object) =>
      fetch(`/api${to}`, { method: 'POST', headers: { 'content-type': 'application/json', 'x-rung-console': '1' }, body: JSON.stringify(body) }).then((answer) => answer.status);
    if ((await post('/catalogue/python-developer/copies', { name: 'Team ladder' })) !== 201) return;
    await post('/matrices/team-ladder/versions/1/publication', {});
    await post('/matrices/team-ladder/versions', { from: 1 });
    const statement = { ru: 'Ведёт несколько задач и говорит, какая подождёт', en: 'Keeps several tasks going, and says which has to wait' };
    await post('/matrices/team-ladder/versions/2/changes', { change: { kind: 'edit-cell', competency: 'multitasking', level: 'junior', statement }, reason: 'One word is no expectation.' });
    await post('/matrices/team-ladder/versions/2/changes', { change: { kind: 'rename-competency', competency: 'learning', title: { en: 'Learns, and applies it' } } });
  });
  await page.goto(path);
  await settled(page);
};

/** @param openAssessment an assessment of E005's that is not answered. */
export const placesOf = (openAssessment: string): readonly Place[] => [
  { name: 'tasks', person: 'E005', path: '/' },
  { name: 'assess', person: 'E005', path: `/assess/${openAssessment}` },
  { name: 'my-people', person: 'E005', path: '/me/people' },
  { name: 'my-grade', person: 'E012', path: '/me/grade' },
  { name: 'matrix', person: 'E005', path: '/matrix' },
  { name: 'tasks-of-hr', person: 'hr', path: '/' },
  { name: 'distribution', person: 'hr', path: '/reports/distribution' },
  { name: 'heatmap', person: 'hr', path: '/reports/heatmap' },
  { name: 'people', person: 'hr', path: '/people' },
  { name: 'import', person: 'editor', path: '/admin/matrix/import' },
  { name: 'import-columns', person: 'editor', path: '/admin/matrix/import', first: chooseTable },
  { name: 'import-anomalies', person: 'editor', path: '/admin/matrix/import', first: readText },
  { name: 'import-understood', person: 'editor', path: '/admin/matrix/import', first: step('competencies') },
  { name: 'import-changes', person: 'editor', path: '/admin/matrix/import', first: step('compare') },
  { name: 'matrix-new', person: 'editor', path: '/admin/matrix/new' },
  { name: 'draft', person: 'editor', path: '/matrix', first: inTheDraft(draft) },
  { name: 'draft-cell', person: 'editor', path: '/matrix', first: inTheDraft(`${draft}/c/multitasking/l/senior`) },
  { name: 'draft-competency', person: 'editor', path: '/matrix', first: inTheDraft(`${draft}/c/multitasking`) },
  { name: 'draft-level', person: 'editor', path: '/matrix', first: inTheDraft(`${draft}/l/senior`) },
  { name: 'history', person: 'editor', path: '/matrix', first: inTheDraft(`${draft}/history`) },
  { name: 'diff', person: 'editor', path: '/matrix', first: inTheDraft('/matrix/team-ladder/diff') },
  { name: 'migration', person: 'editor', path: '/matrix', first: inTheDraft(`${draft}/migration`) },
  { name: 'draft-terms', person: 'editor', path: '/matrix', first: inTheDraft(`${draft}/terms`) },
  { name: 'forbidden', person: 'E005', path: '/nothing/here' },
];

/** @throws Error where the page did not come about: a check of what it shows would look at the failure alone. */
export async function goTo({ page }: Pick<Visit, 'page'>, { name, path, first }: Place): Promise<void> {
  await go({ page }, path);
  await first?.(page);
  const told = await page.locator('main').getByText(refusal).allInnerTexts();
  if ((told.length > 0) !== (name === 'forbidden')) throw new Error(`${name} shows ${told.join('; ') || 'no refusal'}.`);
}
