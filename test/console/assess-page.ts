// What a test finds and does on the page of an assessment.
import { expect } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { BrowserContext, Page } from 'playwright-core';

import type { RunningSystem } from './system.js';

export const words = (page: Page) => page.getByRole('textbox', { name: /^(What you saw|In your own words)$/ });
export const rating = (page: Page, name: string | RegExp) => page.getByRole('radio', { name });
export const note = (page: Page, status: string) => page.locator(`p[data-status="${status}"]`).waitFor();
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** By keys, in the cell that is in focus. */
export async function answer(page: Page, value: string, text: string): Promise<void> {
  await page.keyboard.press(value);
  await page.keyboard.press('e');
  await page.keyboard.type(text);
}

/** Everything that the page keeps in the browser's database, as text. */
export const onDevice = (page: Page): Promise<string> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('keyval-store');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('keyval').objectStore('keyval').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(JSON.stringify(reading.result));
    };
  })`);

/** Where drafts go. */
export const draft = '**/api/assessments/*/draft';

export const keepFromServer = (pages: BrowserContext | Page) => pages.route(draft, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));

/** What the server keeps of somebody's draft. */
export async function observationsOnServer(system: RunningSystem, person: string, assessment: string): Promise<string[]> {
  const { body } = await system.as(person)('GET', `/assessments/${assessment}/draft`);
  return (body.ratings as { observation: string | null }[]).map(({ observation }) => observation ?? '');
}

export interface Rating {
  readonly competency: string;
  readonly level: string;
  readonly value: number | 'n';
  readonly cites: readonly string[];
  readonly observation: string | null;
}

/** Enough of an answer to submit. */
export async function unableToJudge(system: RunningSystem, person: string, assessment: string): Promise<Rating[]> {
  const { body } = await system.as(person)('GET', `/assessments/${assessment}`);
  return (body.asked as Rating[]).map(({ competency, level }) => ({ competency, level, value: 'n', cites: [], observation: null }));
}

export const keptOnServer = (system: RunningSystem, person: string, assessment: string, ratings: readonly Rating[]) =>
  system.as(person)('PUT', `/assessments/${assessment}/draft`, { headers: { 'if-match': '"0"' }, body: { ratings } });

/** @returns once the views know. */
export async function submitElsewhere(system: RunningSystem, person: string, assessment: string): Promise<void> {
  const call = system.as(person);
  await call('POST', `/assessments/${assessment}/submission`, { body: { ratings: await unableToJudge(system, person, assessment) } });
  await eventually(async () => {
    expect((await call('GET', `/assessments/${assessment}`)).body.state).toBe('submitted');
    const { tasks } = (await call('GET', '/tasks')).body as { tasks: { assessment: string; state: string }[] };
    expect(tasks.find((task) => task.assessment === assessment)?.state).toBe('submitted');
  });
}
