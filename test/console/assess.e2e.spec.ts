// An assessment in a real browser, by keyboard alone, and what a draft survives. Each story has a person of its own.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { Page } from 'playwright-core';

import { violationsOf } from './accessible.js';
import { go, settled } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const minutes = 60_000;
const demo = inFrontOfTheDemo();

const words = (page: Page) => page.getByRole('textbox', { name: /^(What you saw|In your own words)$/ });
const rating = (page: Page, name: string | RegExp) => page.getByRole('radio', { name });
const note = (page: Page, status: string) => page.locator(`p[data-status="${status}"]`).waitFor();
const heading = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).waitFor();

/** By keys, in the cell that is in focus. */
async function answer(page: Page, value: string, text: string): Promise<void> {
  await page.locator('#content').press(value);
  await page.keyboard.press('e');
  await page.keyboard.type(text);
}

/** What the server keeps of somebody's draft. */
async function observationsOnServer(person: string, assessment: string): Promise<string[]> {
  const { body } = await demo.system.as(person)('GET', `/assessments/${assessment}/draft`);
  return (body.ratings as { observation: string | null }[]).map(({ observation }) => observation ?? '');
}

/** From the first cell to the last that must be answered, and leaves that one out. */
async function rateAllButTheLast(page: Page): Promise<void> {
  const all = Number(await page.getByRole('navigation', { name: 'All competencies' }).getByRole('progressbar').getAttribute('max'));
  for (let number = 1; number < all; number++) {
    await page.keyboard.press('1');
    await page.keyboard.press(']'); // and the next rating at once, as a hand does
  }
  await page.locator('article').getByText(new RegExp(`^${all} of `)).waitFor();
}

async function submitBesidesOneMissing(page: Page): Promise<void> {
  await page.keyboard.press('Control+Enter');
  await page.getByText('One thing is missing').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('listitem').filter({ hasText: '— no rating' }).getByRole('button').press('Enter');
  await page.locator('article').waitFor();
  await page.keyboard.press('n');
  await page.keyboard.press('Control+Enter');
  await page.getByText('Everything that is asked is answered.').waitFor();
  expect(await violationsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Submit', exact: true }).press('Enter');
  await heading(page, 'Submitted');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Submitted');
}

async function expectReadOnly(page: Page): Promise<void> {
  for (const role of ['radio', 'textbox', 'checkbox'] as const) expect(await page.getByRole(role).count()).toBe(0);
}

describe('by keyboard alone', () => {
  it('an employee assesses themselves, is told what is missing, submits, and can only look afterwards', async () => {
    const assessment = await demo.system.ownAssessment('E005');
    const { page } = await demo.arrive('E005');
    await page.locator('section[data-time]').getByRole('link', { name: 'Your self-assessment' }).press('Enter');
    await heading(page, 'Self-assessment');
    expect(new URL(page.url()).pathname).toBe(`/assess/${assessment}`);
    await answer(page, '3', 'I led the review of the queue.');
    await page.keyboard.press('Escape');
    expect(await rating(page, 'Beyond what is expected').isChecked()).toBe(true);
    await rateAllButTheLast(page);
    await submitBesidesOneMissing(page);
    await expectReadOnly(page);
    await page.reload();
    await heading(page, 'Submitted');
    await expectReadOnly(page);
    expect((await demo.system.as('E005')('GET', `/assessments/${assessment}`)).body).toMatchObject({ state: 'submitted' });
  }, 5 * minutes);

  it('a peer answers as a colleague, and is told that nobody learns who said what', async () => {
    const { page } = await demo.arrive('E006');
    await page.locator('section[data-time] li').filter({ hasText: 'as a colleague' }).first().getByRole('link').first().press('Enter');
    await page.getByText('will never learn which colleague said what').waitFor();
    expect(await page.locator('h1').innerText()).toMatch(/^Assessment of \S/);
    await rateAllButTheLast(page);
    await submitBesidesOneMissing(page);
    await expectReadOnly(page);
  }, 5 * minutes);
});

describe('what somebody has typed', () => {
  it('outlives its tab: it is on the device before the server has it', async () => {
    const assessment = await demo.system.ownAssessment('E007');
    const { page, context } = await demo.arrive('E007', `/assess/${assessment}`);
    const draft = '**/api/assessments/*/draft';
    await context.route(draft, (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await answer(page, '2', 'Typed before the kill');
    await eventually(async () => expect(await onDevice(page)).toContain('Typed before the kill'));
    await page.close();
    expect(await observationsOnServer('E007', assessment)).toEqual([]);
    await context.unroute(draft);
    const again = await context.newPage();
    await go({ page: again }, `/assess/${assessment}`);
    // it goes on at the next, as this one has its rating
    await again.locator('article').getByText(/^2 of /).waitFor();
    await again.locator('#content').press('[');
    await again.locator('article').getByText(/^1 of /).waitFor();
    expect(await words(again).inputValue()).toBe('Typed before the kill');
    expect(await rating(again, /^Shown/).isChecked()).toBe(true);
    await note(again, 'saved');
    expect(await observationsOnServer('E007', assessment)).toEqual(['Typed before the kill']);
  });

  it('stays where the network is lost, and is saved when it is back', async () => {
    const assessment = await demo.system.ownAssessment('E008');
    const { page, context } = await demo.arrive('E008', `/assess/${assessment}`);
    await context.setOffline(true);
    await answer(page, '1', 'Typed in a tunnel');
    await page.getByText('Offline: kept on this device').waitFor();
    expect(await words(page).inputValue()).toBe('Typed in a tunnel');
    await context.setOffline(false);
    await note(page, 'saved');
    expect(await words(page).inputValue()).toBe('Typed in a tunnel');
    expect(await observationsOnServer('E008', assessment)).toEqual(['Typed in a tunnel']);
  });

  it('stays under the word that the session has ended, and is saved once they have signed in in another tab', async () => {
    const assessment = await demo.system.ownAssessment('E009');
    const { page, context } = await demo.arrive('E009', `/assess/${assessment}`);
    await page.locator('#content').press('e');
    await context.clearCookies();
    // all at once: the word comes over the page when the first of it has been refused
    await page.keyboard.insertText('Typed after the session');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    // the rest of the sentence goes nowhere, and follows no link
    await page.keyboard.type(' ended\n');
    const opened = context.waitForEvent('page');
    await dialog.getByRole('link', { name: 'Sign in in a new tab' }).press('Enter');
    const other = await opened;
    await other.locator('button[value="E009"]').click();
    await settled(other);
    await other.close();
    const readAnew: string[] = [];
    page.on('request', (request) => request.url().endsWith('/draft') && request.method() === 'GET' && readAnew.push(request.url()));
    // a browser for tests holds every page focused: the tab that is come back to would be told so
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await dialog.waitFor({ state: 'detached' });
    await note(page, 'saved');
    await page.waitForLoadState('networkidle');
    await page.locator('#observation:focus').waitFor();
    expect(await words(page).inputValue()).toBe('Typed after the session');
    expect(await observationsOnServer('E009', assessment)).toEqual(['Typed after the session']);
    // what the page holds is newer than the server's: what is typed while that is read would be gone from the page
    expect(readAnew).toEqual([]);
  });

  it('is shown beside what another device has typed in the same cell, and the choice is saved', async () => {
    const assessment = await demo.system.ownAssessment('E010');
    const [{ page: desk }, { page: phone }] = [await demo.arrive('E010', `/assess/${assessment}`), await demo.arrive('E010', `/assess/${assessment}`)];
    await answer(phone, '2', 'Typed on the phone');
    await note(phone, 'saved');
    await answer(desk, '1', 'Typed at the desk');
    const conflict = desk.getByRole('region', { name: 'Changed in two places' });
    await conflict.waitFor();
    expect(await conflict.locator('h4 ~ p').allInnerTexts()).toEqual(['1 · Partly shown', 'Typed at the desk', '2 · Shown', 'Typed on the phone']);
    expect(await violationsOf(desk)).toEqual([]);
    await desk.keyboard.press('Control+Enter');
    await desk.getByText('First choose between what was changed in two places.').waitFor();
    expect(await violationsOf(desk)).toEqual([]);
    await desk.getByRole('button', { name: 'Back to the answers' }).press('Enter');
    await conflict.getByRole('button', { name: 'Keep this' }).first().press('Enter');
    await conflict.waitFor({ state: 'detached' });
    await note(desk, 'saved');
    expect(await observationsOnServer('E010', assessment)).toEqual(['Typed at the desk']);
  });
});

describe('evidence of one\'s own work', () => {
  it('that a rating demands is recorded where it is missed: typed text outlives its tab, and a lost answer doubles nothing', async () => {
    const { assessment, cell } = await whereEvidenceIsDemanded('E011');
    const { page, context } = await demo.arrive('E011', `/assess/${assessment}?at=${encodeURIComponent(cell)}`);
    await page.locator('article').waitFor();
    await page.keyboard.press('2');
    await page.getByRole('button', { name: 'Record it now' }).press('Enter');
    await page.keyboard.type('The design of the queue, in the repository');
    await eventually(async () => expect(await onDevice(page)).toContain('in the repository'));
    await note(page, 'saved');
    await page.close();
    const again = await context.newPage();
    await go({ page: again }, `/assess/${assessment}?at=${encodeURIComponent(cell)}`);
    const text = again.getByRole('textbox', { name: 'What you did, and where it can be seen' });
    expect(await text.inputValue()).toBe('The design of the queue, in the repository');
    await again.keyboard.press('Control+Enter');
    await again.getByText('evidence that you typed and did not record').waitFor();
    await again.getByRole('button', { name: 'Back to the answers' }).press('Enter');

    await context.route('**/evidence', async (route) => route.fetch().then(() => route.abort()));
    await again.getByRole('button', { name: 'Record', exact: true }).press('Enter');
    await again.getByRole('alert').waitFor();
    expect(await violationsOf(again)).toEqual([]);
    await context.unroute('**/evidence');
    await again.getByRole('button', { name: 'Record', exact: true }).press('Enter');
    await again.getByText('Recorded, and relied on in this answer.').waitFor();
    expect(await again.getByRole('checkbox', { checked: true }).count()).toBe(1);
    expect(await again.getByRole('button', { name: 'Record it now' }).count()).toBe(0);
    expect(await violationsOf(again)).toEqual([]);
    await note(again, 'saved');
    const { body } = await demo.system.as('E011')('GET', `/assessments/${assessment}`);
    expect((body.evidence as { text: string }[]).filter((piece) => piece.text === 'The design of the queue, in the repository')).toHaveLength(1);
  });
});

/** A cell of the own form in which a 2 needs evidence, by its name in the address. */
async function whereEvidenceIsDemanded(person: string): Promise<{ readonly assessment: string; readonly cell: string }> {
  const assessment = await demo.system.ownAssessment(person);
  const { body } = await demo.system.as(person)('GET', `/assessments/${assessment}`);
  const cell = (body.asked as { competency: string; level: string; evidenceRequired: boolean }[]).find(({ evidenceRequired }) => evidenceRequired);
  if (cell === undefined) throw new Error(`${person} is asked for no evidence`);
  return { assessment, cell: `${cell.competency}@${cell.level}` };
}

/** Everything that the page keeps in the browser's database, as text. */
const onDevice = (page: Page): Promise<string> =>
  page.evaluate(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('keyval-store');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('keyval').objectStore('keyval').getAll();
      reading.onerror = () => reject(reading.error);
      reading.onsuccess = () => resolve(JSON.stringify(reading.result));
    };
  })`);
