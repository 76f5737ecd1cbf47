// What a test finds and does on the page of an assessment.
import type { BrowserContext, Page } from 'playwright-core';

import type { RunningSystem } from './system.js';

export const words = (page: Page) => page.getByRole('textbox', { name: /^(What you saw|In your own words)$/ });
export const rating = (page: Page, name: string | RegExp) => page.getByRole('radio', { name });
export const note = (page: Page, status: string) => page.locator(`p[data-status="${status}"]`).waitFor();
export const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** By keys, in the cell that is in focus. */
export async function answer(page: Page, value: string, text: string): Promise<void> {
  await page.locator('#content').press(value);
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

export const keepFromServer = (context: BrowserContext) => context.route(draft, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));

/** What the server keeps of somebody's draft. */
export async function observationsOnServer(system: RunningSystem, person: string, assessment: string): Promise<string[]> {
  const { body } = await system.as(person)('GET', `/assessments/${assessment}/draft`);
  return (body.ratings as { observation: string | null }[]).map(({ observation }) => observation ?? '');
}
