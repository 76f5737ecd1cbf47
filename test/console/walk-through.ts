// One visit to each of the page's parts, whichever shape serves it.
import { expect } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';

import { go, looks, signIn, visit } from './browser.js';

/**
 * Somebody answers the first competency of their own and reads their grade, HR reads the reports, an editor previews a text.
 * @param url where the page is served.
 * @param issuer where it sends people to sign in.
 */
export async function walkThrough(browser: Browser, url: string, issuer: string): Promise<void> {
  const as = async (person: string, journey: (page: Page) => Promise<void>): Promise<void> => {
    const visitor = await visit(browser, url, looks[0]!, [issuer]);
    await signIn(visitor, person);
    await journey(visitor.page);
    await visitor.close();
    expect(visitor.faults).toEqual([]);
  };
  await as('E005', async (page) => {
    await page.getByRole('link', { name: 'Your self-assessment' }).first().press('Enter');
    await page.locator('article').waitFor();
    await page.keyboard.press('1');
    await page.locator('p[data-status="saved"]').waitFor();
    await page.reload();
    await page.getByText(/^1 of \d+ done$/).waitFor();
    await go({ page }, '/me/grade');
    await page.getByRole('heading', { name: 'Why' }).waitFor();
    await go({ page }, '/matrix');
    await page.locator('tbody [data-place]').first().waitFor();
  });
  await as('hr', async (page) => {
    await go({ page }, '/reports/distribution');
    await page.getByRole('radio', { name: 'Chart' }).waitFor({ state: 'attached' });
    await go({ page }, '/reports/heatmap');
    await page.getByRole('grid').waitFor();
  });
  await as('editor', async (page) => {
    await go({ page }, '/admin/matrix/import');
    await page.getByRole('textbox').first().fill('Junior\nSoft skills:\n1. Listens\nHard skills:\n1. Reads code\nSenior\nSoft skills:\n1. Leads\nHard skills:\n1. Designs');
    await page.keyboard.press('Control+Enter');
    await page.getByText('Designs').first().waitFor();
  });
}
