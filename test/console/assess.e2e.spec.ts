// An assessment in a real browser, by keyboard alone, and evidence of one's own. Each story has a person of its own.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { Page } from 'playwright-core';

import { overflowOf, violationsOf } from './accessible.js';
import { answer, heading, note, onDevice, rating, words } from './assess-page.js';
import { go } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const minutes = 60_000;
const demo = inFrontOfTheDemo();

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
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Submit', exact: true }).press('Enter');
  await page.getByText('You are offline: nothing is submitted yet').waitFor();
  await page.context().setOffline(false); // and it goes out by itself
  await heading(page, 'Submitted');
  expect(await page.evaluate('document.activeElement.textContent')).toBe('Submitted');
}

/** What was submitted, in their own words, and nothing that could be changed. */
async function expectReadOnly(page: Page, ...told: readonly string[]): Promise<void> {
  const own = page.getByRole('region', { name: 'Your answers' });
  for (const said of told) await own.getByText(said, { exact: true }).first().waitFor();
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
    const told = ['I led the review of the queue.', '1 · Partly shown', 'Unable to judge'];
    await expectReadOnly(page, ...told);
    await page.reload();
    await heading(page, 'Submitted');
    await expectReadOnly(page, ...told);
    expect(await violationsOf(page)).toEqual([]);
    await page.setViewportSize({ width: 320, height: 640 });
    expect(await overflowOf(page)).toBe(0);
    expect((await demo.system.as('E005')('GET', `/assessments/${assessment}`)).body).toMatchObject({ state: 'submitted' });
  }, 5 * minutes);

  it('the review before the submission is an address: the map leads out of it, Back into it and then into the form', async () => {
    const { page } = await demo.arrive('E008', `/assess/${await demo.system.ownAssessment('E008')}`);
    const map = page.getByRole('navigation', { name: 'All competencies' });
    const review = page.getByRole('heading', { name: 'Submit your answers' });
    const at = (number: number) => page.locator('article').getByText(new RegExp(`^${number} of `)).waitFor();
    await at(1);
    await page.keyboard.press('Control+Enter');
    await review.waitFor();
    expect(new URL(page.url()).searchParams.get('review')).toBe('true');
    await page.reload();
    await review.waitFor();
    await map.getByRole('link').nth(2).press('Enter');
    await at(3);
    expect(await review.count()).toBe(0);
    await page.goBack();
    await review.waitFor();
    await page.goBack();
    await at(1);
    await page.locator('#step-title:focus').waitFor();
    await page.keyboard.press('Control+Enter');
    await review.waitFor();
    await page.keyboard.press('Escape');
    await page.locator('#step-title:focus').waitFor();
  });

  it('a peer answers as a colleague, and is told that nobody learns who said what', async () => {
    const { page } = await demo.arrive('E006');
    await page.locator('section[data-time] li').filter({ hasText: 'as a colleague' }).first().getByRole('link').first().press('Enter');
    await page.getByText('will never learn which colleague said what').waitFor();
    await page.getByText('Who sees what: your words, nobody but you; your ratings, only as the rounded mean of at least 3 colleagues').waitFor();
    expect(await page.locator('label').filter({ hasText: 'Unable to judge' }).locator('kbd').innerText()).toBe('n'); // the key
    expect(await page.locator('h1').innerText()).toMatch(/^Assessment of \S/);
    await page.getByRole('link', { name: /, not rated yet$/ }).last().press('Enter');
    await page.getByText('rate what you can speak of, up to 8 of such competencies. You have rated 0.').waitFor();
    await page.goBack();
    await page.getByText('up to 8 of such competencies').waitFor({ state: 'detached' });
    await rateAllButTheLast(page);
    await submitBesidesOneMissing(page);
    await expectReadOnly(page, '1 · Partly shown', 'Unable to judge');
  }, 5 * minutes);
});

describe('where a draft is', () => {
  it('stays in sight wherever one is on a phone, and covers nothing that has the focus', async () => {
    const { page } = await demo.arrive('E014', `/assess/${await demo.system.ownAssessment('E014')}`, { width: 390, height: 844 });
    await answer(page, '1', 'Typed on the way');
    await note(page, 'saved');
    const told = page.locator('p[data-status]');
    const places = async () => ({ told: (await told.boundingBox())!, header: (await page.locator('header').first().boundingBox())! });
    for (const place of [page.getByRole('button', { name: 'Next' }), page.getByRole('radio').first(), page.getByRole('textbox').first()]) {
      await page.evaluate('window.scrollTo(0, document.body.scrollHeight)');
      await place.focus();
      const { told: note, header } = await places();
      expect(note.y).toBeGreaterThanOrEqual(header.y + header.height);
      expect(note.y + note.height).toBeLessThan(160);
      expect((await place.boundingBox())!.y).toBeGreaterThanOrEqual(note.y + note.height);
    }
    expect(await page.evaluate('window.scrollY')).toBeGreaterThan(200);
  });
});

describe('evidence of one\'s own work', () => {
  it('that a rating demands is recorded where it is missed: typed text outlives its tab, and a lost answer doubles nothing', async () => {
    const { assessment, cell } = await whereEvidenceIsDemanded('E011');
    const { page, context } = await demo.arrive('E011', `/assess/${assessment}?at=${encodeURIComponent(cell)}`);
    await page.locator('article').waitFor();
    await page.keyboard.press('2');
    const notYet = page.getByText('so it is no evidence yet');
    expect(await notYet.count()).toBe(0);
    await words(page).fill('The queue is mine');
    await notYet.waitFor();
    await page.getByLabel('The day it happened').fill('2026-01-15');
    await page.getByRole('button', { name: 'Record it now' }).press('Enter');
    await page.keyboard.type('x');
    await page.keyboard.press('Backspace'); // nothing folds away, and the day stays
    await page.keyboard.type('The design of the queue, in the repository');
    await eventually(async () => expect(await onDevice(page)).toContain('in the repository'));
    await note(page, 'saved');
    await page.close();
    const again = await context.newPage();
    await go({ page: again }, `/assess/${assessment}?at=${encodeURIComponent(cell)}`);
    const text = again.getByRole('textbox', { name: 'What you did, and where it can be seen' });
    expect(await text.inputValue()).toBe('The design of the queue, in the repository');
    expect(await again.getByLabel('The day it happened').inputValue()).toBe('2026-01-15');
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
    await again.locator('[type=checkbox]:checked:focus').waitFor(); // where it is relied on
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
