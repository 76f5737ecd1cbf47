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

/** @param openAssessment an assessment of E005's that is not answered. */
export const placesOf = (openAssessment: string): readonly Place[] => [
  { name: 'tasks', person: 'E005', path: '/' },
  { name: 'assess', person: 'E005', path: `/assess/${openAssessment}` },
  { name: 'my-grade', person: 'E012', path: '/me/grade' },
  { name: 'matrix', person: 'E005', path: '/matrix' },
  { name: 'distribution', person: 'hr', path: '/reports/distribution' },
  { name: 'heatmap', person: 'hr', path: '/reports/heatmap' },
  { name: 'import', person: 'editor', path: '/admin/matrix/import' },
  { name: 'import-anomalies', person: 'editor', path: '/admin/matrix/import', first: readText },
  { name: 'import-understood', person: 'editor', path: '/admin/matrix/import', first: step('competencies') },
  { name: 'import-changes', person: 'editor', path: '/admin/matrix/import', first: step('compare') },
  { name: 'forbidden', person: 'E005', path: '/nothing/here' },
];

export async function goTo({ page }: Pick<Visit, 'page'>, { path, first }: Place): Promise<void> {
  await go({ page }, path);
  await first?.(page);
}
