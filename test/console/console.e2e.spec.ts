// The page in a real browser, in front of the demo.
import { describe, expect, it } from '@jest/globals';

import { overflowOf, violationsOf } from './accessible.js';
import { go, looks, settled } from './browser.js';
import { placesOf } from './places.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const minutes = 60_000;
const demo = inFrontOfTheDemo();

describe.each(looks)('in $locale, $colorScheme', (look) => {
  it('every page is accessible, and asks nobody but its own server', async () => {
    const places = placesOf(await demo.system.ownAssessment('E005'));
    const found: string[] = [];
    for (const person of new Set(places.map((place) => place.person))) {
      const visitor = await demo.arrive(person, '/', look);
      expect(await visitor.page.locator('html').getAttribute('lang')).toBe(look.locale.slice(0, 2));
      for (const { name, path } of places.filter((place) => place.person === person)) {
        await go(visitor, path);
        found.push(...(await violationsOf(visitor.page)).map((violation) => `${name}: ${violation}`));
      }
    }
    expect(found).toEqual([]);
  }, 5 * minutes);
});

it('every page fits a window of 320 pixels', async () => {
  const places = placesOf(await demo.system.ownAssessment('E005'));
  const wide: string[] = [];
  for (const person of new Set(places.map((place) => place.person))) {
    const visitor = await demo.arrive(person, '/', { locale: 'ru-RU', colorScheme: 'light', width: 320, height: 640 });
    for (const { name, path } of places.filter((place) => place.person === person)) {
      await go(visitor, path);
      const beyond = await overflowOf(visitor.page);
      if (beyond > 0) wide.push(`${name} by ${beyond}`);
    }
  }
  expect(wide).toEqual([]);
}, 5 * minutes);

describe('what opens over a page', () => {
  it('is accessible, and closes by Escape: the settings, the keys, the palette, a cell of the matrix', async () => {
    const visitor = await demo.arrive('E005', '/matrix');
    const { page } = visitor;
    const openings: readonly (readonly [string, () => Promise<void>])[] = [
      ['settings', () => page.getByRole('button', { name: /Signed in as/ }).press('Enter')],
      ['keys', () => page.locator('#content').press('?')],
      ['palette', () => page.locator('#content').press('Control+k')],
      ['cell', () => page.locator('tbody [data-place]').first().press('Enter')],
    ];
    for (const [name, open] of openings) {
      await open();
      await page.getByRole('dialog').first().waitFor();
      expect([name, await violationsOf(page)]).toEqual([name, []]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    }
  }, 5 * minutes);
});

describe('the way in and out', () => {
  it('leads a stranger through the sign-in to where they wanted to go', async () => {
    const stranger = await demo.stranger();
    const { page } = stranger;
    await page.goto('/me/grade');
    await page.getByRole('link', { name: 'Sign in' }).press('Enter');
    await page.locator('input[name="q"]').fill('E005');
    await page.keyboard.press('Enter');
    await page.locator('button[value="E005"]').press('Enter');
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/me/grade');
    expect(await page.locator('h1').first().innerText()).toBe('My grade');
  });

  it('ends with the session: what is asked for afterwards is not there', async () => {
    const { page } = await demo.arrive('E005', '/me/grade');
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate("fetch('/api/tasks').then(({ status }) => status)")).toBe(401);
  });

  it('says over the page that the session has ended, and goes on where it was', async () => {
    const { page, context } = await demo.arrive('E005', '/matrix');
    await context.clearCookies();
    await page.locator('#content').press('g');
    await page.keyboard.press('g'); // where the page has not been yet: what it has it does not ask for again at once
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
  });
});

describe('languages and themes', () => {
  it('change without a reload, and stay', async () => {
    const { page } = await demo.arrive('E005', '/matrix');
    await page.evaluate('window.isSamePage = true');
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByText('Русский', { exact: true }).click();
    await page.getByText('Тёмная', { exact: true }).click();
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
    expect(await page.evaluate("'isSamePage' in window")).toBe(true);
    await page.reload();
    await settled(page);
    expect(await page.locator('html').getAttribute('lang')).toBe('ru');
    expect(await page.locator('html').getAttribute('data-mantine-color-scheme')).toBe('dark');
  });
});

describe('by keyboard alone', () => {
  it('HR gets from the tasks to the distribution and its table, which is in the address', async () => {
    const { page } = await demo.arrive('hr');
    await page.locator('#content').press('g');
    await page.keyboard.press('d');
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/reports/distribution');
    const chart = page.getByRole('radio', { name: 'Chart' });
    await chart.focus();
    await page.keyboard.press('ArrowRight');
    await page.getByRole('table').first().waitFor();
    expect(new URL(page.url()).search).toContain('table');
    await page.goBack();
    await chart.waitFor({ state: 'attached' });
    await expect(chart.isChecked()).resolves.toBe(true);
    expect(new URL(page.url()).search).not.toContain('table');
  });

  it('a person reads why their grade is what it is, and nobody else may', async () => {
    const { page } = await demo.arrive('E005');
    await page.locator('#content').press('g');
    await page.keyboard.press('g');
    await settled(page);
    await page.getByRole('heading', { name: 'Why' }).waitFor();
    const colleague = await demo.arrive('E006', '/people/E005/grade');
    await colleague.page.getByText('There is no such page for you').waitFor();
  });

  it('a person opens the numbers behind their grade, which their address keeps', async () => {
    const { page } = await demo.arrive('E005', '/me/grade');
    await page.getByRole('button', { name: 'Show the numbers' }).press('Enter');
    await page.getByRole('heading', { name: 'The numbers' }).waitFor();
    expect(new URL(page.url()).search).toBe('?numbers=true');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Peers’ mean' }).first().waitFor();
  });

  it('HR goes over the heatmap by arrows, and reads each cell in words', async () => {
    const { page } = await demo.arrive('hr', '/reports/heatmap');
    await page.getByRole('gridcell').first().focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowRight');
    expect(await page.locator(':focus').getAttribute('data-place')).toBe('1,1');
    const told = await page.locator('#heatmap-told').innerText();
    expect(told).toMatch(/(\d+% met, \d+ people assessed|hidden, [a-z ]+)\.$/);
  });
});
