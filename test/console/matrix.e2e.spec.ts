// The matrix and its import in a real browser, by keyboard and on a phone.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { Page, Route } from 'playwright-core';

import { overflowOf, violationsOf } from './accessible.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const demo = inFrontOfTheDemo();
const arrive = async (...visit: Parameters<typeof demo.arrive>): Promise<Page> => (await demo.arrive(...visit)).page;

const pathOf = (page: Page): string => new URL(page.url()).pathname;
const grid = '/matrix/python-developer/v/1';

describe('the grid', () => {
  it('is gone through by arrow keys: a cell opens at an address of its own, and gives the focus back', async () => {
    const page = await arrive('E005', grid);
    await page.getByRole('link', { name: 'Junior, new: Multitasking' }).focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter']) await page.keyboard.press(key);
    await page.getByRole('dialog', { name: 'Is able to get their thoughts across to colleagues' }).waitFor();
    expect(pathOf(page)).toBe(`${grid}/c/is-able-to-get-their-thoughts-across-to-colleagues/l/middle-plus`);
    expect(await violationsOf(page)).toEqual([]);
    await page.keyboard.press('j');
    await page.getByRole('dialog', { name: /^Is able to explain the possible ways/ }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(pathOf(page)).toBe(grid);
    expect(await page.evaluate('document.activeElement?.getAttribute("data-place")')).toBe('is-able-to-explain-the-possible-ways-of-implementation-to/middle-plus');
  });

  it('finds by words, which are typed letter by letter and are in the address', async () => {
    const { page } = await demo.arrive('E005', '/matrix');
    await page.getByRole('textbox', { name: 'Find competencies by their words' }).pressSequentially('docker', { delay: 60 });
    await page.waitForURL(/[?&]q=docker\b/);
    expect(await page.getByRole('textbox', { name: 'Find competencies by their words' }).inputValue()).toBe('docker');
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await page.waitForURL((url) => !url.searchParams.has('q'));
    expect(await page.getByRole('textbox', { name: 'Find competencies by their words' }).inputValue()).toBe('');
  });

  it('is looked at as it was at a moment that is typed, part by part, into the browser’s own field', async () => {
    const page = await arrive('E005', `${grid}?at=${new Date().toISOString()}`);
    const moment = page.getByLabel('Another moment');
    const went: string[] = [];
    page.on('framenavigated', () => went.push(new URL(page.url()).searchParams.get('at') ?? ''));
    // what the field is while a year is typed, digit by digit
    for (const year of ['0002', '0020', '0202']) {
      const typed = `${year}-02-03T04:05`;
      await moment.fill(typed);
      expect(await moment.inputValue()).toBe(typed);
    }
    await moment.fill('2025-02-03T04:05');
    await page.waitForURL(/[?&]at=2025-02-0/);
    expect(await moment.inputValue()).toBe('2025-02-03T04:05');
    expect(went.filter((at) => !at.startsWith('2025'))).toEqual([]);
    await page.getByRole('button', { name: 'Back to now' }).press('Enter');
    await page.waitForURL((url) => !url.searchParams.has('at'));
  });

  it('shows one level at a time on a phone', async () => {
    const page = await arrive('E005', grid, { width: 320, height: 640 });
    await page.getByRole('combobox', { name: 'Level' }).selectOption({ label: 'Lead' });
    await page.getByRole('button', { name: 'Same as Senior' }).press('Enter');
    await page.waitForURL(/level=senior/);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  });
});

describe('what is typed before there is a field for it', () => {
  it('finds a page: nothing of it is a key of the page below', async () => {
    const { page, context } = await demo.arrive('E005', grid);
    const waiting: Route[] = [];
    await context.route('**/palette-*.js', (route) => void waiting.push(route));
    await page.reload();
    await page.locator('[data-place]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('gt my  x');
    for (const key of ['Backspace', 'Backspace']) await page.keyboard.press(key);
    expect(pathOf(page)).toBe(grid); // "g t" leads to the tasks
    await eventually(() => expect(waiting).not.toEqual([]));
    await Promise.all(waiting.map((route) => route.continue()));
    const field = page.getByRole('textbox', { name: 'Go to a page' });
    await field.waitFor();
    expect(await field.inputValue()).toBe('gt my ');
    await page.locator('input:focus').waitFor();
    await page.keyboard.press('Escape');
    await field.waitFor({ state: 'detached' });
    await context.unroute('**/palette-*.js');
    await context.route('**/palette-*.js', (route) => void waiting.splice(0, Infinity, route));
    await page.reload();
    await page.locator('[data-place]').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('grade');
    await page.keyboard.press('Enter');
    await eventually(() => expect(waiting).toHaveLength(1));
    await waiting[0]?.continue();
    await page.waitForURL(/\/me\/grade$/);
  });
});

describe('an import', () => {
  const text = [
    'Level Junior', 'Soft skills:', '1. Asks questions.', '2. Learns.Hard skills:', '1. Knows Git.',
    'Level Senior', 'Soft skills:', '1. Asks question.', '2. Leads others.', 'Hard skills:', '1. Rebases in Git.',
  ].join('\n');

  it('goes from a text to a published matrix by keyboard, and survives a reload', async () => {
    const page = await arrive('editor', '/admin/matrix/import');
    await page.getByRole('textbox', { name: 'The text of the matrix' }).fill(text);
    await page.keyboard.press('Control+Enter');
    await page.getByText('1 of 2').waitFor();
    await page.keyboard.press('j');
    await page.getByText('2 of 2').waitFor();
    expect(await page.locator('mark[data-here]').innerText()).toContain('Asks question');
    await page.reload();
    await page.getByText('2 of 2').waitFor();
    await page.getByRole('link', { name: 'On: What was understood' }).press('Enter');
    for (const statement of ['Knows Git', 'Rebases in Git']) {
      await page.getByRole('checkbox', { name: statement }).focus();
      await page.keyboard.press('x');
    }
    await page.keyboard.press('l');
    await page.getByRole('heading', { name: '1 correction' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'On: What changes' }).press('Enter');
    await page.getByRole('button', { name: 'Accept and publish' }).press('Enter');
    await page.getByText('Give the matrix a name').waitFor();
    await page.keyboard.type('Small team');
    await page.getByRole('button', { name: 'Accept and publish' }).press('Enter');
    await page.getByRole('heading', { name: 'Small team: version 1 is published' }).waitFor();
    await page.getByRole('link', { name: 'See the matrix' }).press('Enter');
    await page.getByRole('link', { name: 'Senior, raised: Knows Git' }).waitFor();
    expect(pathOf(page)).toBe('/matrix/small-team/v/1');
  });

  it('takes no letter into a text while it is being read: what is read is what stands there afterwards', async () => {
    const page = await arrive('editor', '/admin/matrix/import');
    const field = page.getByRole('textbox', { name: 'The text of the matrix' });
    await field.fill(text);
    const reading: Route[] = [];
    await page.route(/\/api\/matrices\/imports(\?|$)/, (route) => void reading.push(route));
    await page.keyboard.press('Control+Enter');
    await eventually(() => expect(reading).toHaveLength(1));
    await page.keyboard.type('lost');
    expect(await field.inputValue()).toBe(text);
    await reading[0]?.continue();
    await page.getByText('1 of 2').waitFor();
  });

  it('refuses a file that is no text in the server’s words', async () => {
    const page = await arrive('editor', '/admin/matrix/import');
    await page.locator('input[type=file]').setInputFiles({ name: 'matrix.docx', mimeType: 'application/zip', buffer: Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]) });
    expect(await page.getByRole('alert').innerText()).toContain('This file is broken');
  });

  it('is nothing for who edits no matrices', async () => {
    const page = await arrive('E005', '/admin/matrix/import');
    await page.getByText('There is no such page for you').waitFor();
  });
});
