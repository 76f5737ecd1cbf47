// The page in a real browser, in front of the demo.
import { beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { Page } from 'playwright-core';

import { overflowOf, violationsOf } from './accessible.js';
import { go, settled, type Visit } from './browser.js';
import { goTo, placesOf } from './places.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const minutes = 60_000;
const demo = inFrontOfTheDemo();

/** Once no colour is on its way from one theme to the other. */
async function inTheme(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.locator(`html[data-mantine-color-scheme="${colorScheme}"]`).waitFor();
  await page.evaluate('Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished))');
}

describe.each(['en-GB', 'ru-RU'] as const)('in %s', (locale) => {
  it('every page is there, is accessible in both themes, and asks nobody but its own server', async () => {
    const places = placesOf(await demo.system.ownAssessment('E005'));
    const found: string[] = [];
    for (const person of new Set(places.map((place) => place.person))) {
      const visitor = await demo.arrive(person, '/', { locale });
      expect(await visitor.page.locator('html').getAttribute('lang')).toBe(locale.slice(0, 2));
      for (const place of places.filter((one) => one.person === person)) {
        await goTo(visitor, place);
        for (const colorScheme of ['light', 'dark'] as const) {
          await inTheme(visitor.page, colorScheme);
          found.push(...(await violationsOf(visitor.page, colorScheme === 'light' ? 'all' : 'colours')).map((violation) => `${place.name}, ${colorScheme}: ${violation}`));
        }
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
    for (const place of places.filter((one) => one.person === person)) {
      await goTo(visitor, place);
      const beyond = await overflowOf(visitor.page);
      if (beyond > 0) wide.push(`${place.name} by ${beyond}`);
    }
  }
  expect(wide).toEqual([]);
}, 5 * minutes);

describe('what opens over a page', () => {
  it.each(['en-GB', 'ru-RU'] as const)('is accessible in both themes, and closes by Escape: settings, keys, palette, menu, a cell of the matrix (%s)', async (locale) => {
    const { page } = await demo.arrive('E005', '/matrix', { locale });
    const settings = page.locator('header [aria-haspopup="dialog"]');
    const openings: readonly (readonly [string, () => Promise<void>])[] = [
      ['settings', () => settings.press('Enter')],
      ['keys', () => page.keyboard.press('?')],
      ['palette, from the settings', async () => {
        await settings.click();
        await page.getByRole('button', { name: /^(Find a page|Найти страницу)/ }).click();
        await page.locator('[role="dialog"] input:focus').waitFor();
      }],
      ['menu', () => page.locator('main [aria-haspopup="menu"]').press('Enter')],
      ['cell', () => page.locator('tbody [data-place]').first().press('Enter')],
    ];
    const opened = page.getByRole('dialog').or(page.getByRole('menu')).first();
    for (const [name, open] of openings) {
      await inTheme(page, 'light');
      await open();
      await opened.waitFor();
      expect([name, await violationsOf(page)]).toEqual([name, []]);
      await inTheme(page, 'dark');
      expect([name, 'dark', await violationsOf(page, 'colours')]).toEqual([name, 'dark', []]);
      await page.keyboard.press('Escape');
      await opened.waitFor({ state: 'detached' });
    }
  }, 5 * minutes);

  it('opens without a network too, once the page was idle; what was not loaded until then opens when it is back', async () => {
    const { page, context } = await demo.arrive('E005', '/matrix');
    const opened = async (name: string): Promise<void> => {
      await page.getByRole('dialog', { name }).waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').first().waitFor({ state: 'detached' });
    };
    const parts = ['settings-menu', 'keys-help', 'palette', 'session-ended-dialog'];
    await eventually(async () => {
      const loaded = await page.evaluate<string>("performance.getEntriesByType('resource').map(({ name }) => name).join()");
      expect(parts.filter((part) => !loaded.includes(`/${part}-`))).toEqual([]);
    });
    await context.setOffline(true);
    await page.keyboard.press('?');
    await opened('Keys');
    await page.keyboard.press('Control+k');
    await opened('Go to a page');
    await page.getByRole('button', { name: /Signed in as/ }).press('Enter');
    await page.getByText('Русский', { exact: true }).waitFor();
    await context.setOffline(false);

    await context.route('**/keys-help-*.js', (route) => route.abort());
    await go({ page }, '/matrix');
    await page.keyboard.press('?');
    await page.waitForLoadState('networkidle');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.locator('h1').first().waitFor();
    await context.unroute('**/keys-help-*.js');
    await page.evaluate("window.dispatchEvent(new Event('online'))");
    await opened('Keys');
  }, 2 * minutes);
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

  it('is open to whoever was imported into the directory, and refuses in words a key that nobody has', async () => {
    const imported = await demo.system.as('hr')('POST', '/directory/imports/people', { body: 'person,name,email,unit,manager,position\nguest,Гостья,,company,,\n', type: 'text/csv' });
    expect(imported.status).toBeLessThan(300);
    const { page } = await demo.stranger({ width: 320, height: 640 });
    await page.goto('/session/sign-in?return=/me/grade');
    const key = page.getByRole('textbox', { name: 'Key in the directory of people' });
    await key.fill('nobody');
    await key.press('Enter');
    await page.getByRole('alert').filter({ hasText: 'Nobody has the key “nobody”' }).waitFor();
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
    await page.locator('#person:focus').fill('guest');
    await page.keyboard.press('Enter');
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/me/grade');
  });

  it('ends with the session, in every tab: what is asked for afterwards is not there', async () => {
    const { page, context } = await demo.arrive('E005', '/me/grade');
    const other = await context.newPage();
    await go({ page: other }, '/');
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    for (const tab of [page, other]) await tab.getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await page.evaluate("fetch('/api/tasks').then(({ status }) => status)")).toBe(401);
  });

  it('keeps a way to have the single-letter keys again', async () => {
    const { page } = await demo.arrive('E005', '/matrix');
    await page.locator('#content').press('?');
    const help = page.getByRole('dialog', { name: 'Keys' });
    const filter = help.getByRole('row', { name: 'Filter what is shown' });
    await filter.waitFor();
    await help.getByRole('switch', { name: /Single-letter keys/ }).click({ force: true });
    await filter.waitFor({ state: 'detached' });
    expect(await help.getByRole('row').allInnerTexts()).toEqual(expect.arrayContaining([expect.stringMatching(/^Ctrl\s*K\s*Find a page$/)]));
    await page.keyboard.press('Escape');
    await page.locator('#content').press('?');
    expect(await page.getByRole('dialog', { name: 'Keys' }).count()).toBe(0);
    await page.getByRole('button', { name: /Signed in as/ }).press('Enter');
    await page.getByRole('button', { name: 'Keys' }).press('Enter');
    await help.waitFor();
    await page.keyboard.press('Escape');
    await page.locator('button[aria-label^="Signed in as"]:focus').press('Enter');
    await page.getByRole('switch', { name: /Single-letter keys/ }).click({ force: true });
    await page.keyboard.press('Escape');
    await page.locator('#content').press('?');
    await filter.waitFor();
  });

  it('says so where the session could not be ended', async () => {
    const { page } = await demo.arrive('E005', '/me/grade');
    await page.route('**/session/sign-out', (route) => route.abort());
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('alert').filter({ hasText: 'You are still signed in' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(new URL(page.url()).pathname).toBe('/me/grade');
  });

  it('says over the page that the session has ended, and goes on where it was', async () => {
    const { page, context } = await demo.arrive('E005', '/matrix');
    await context.clearCookies();
    await page.keyboard.press('g');
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
  it('a new page is told by its heading, also where that waits for what is loaded; the first is not', async () => {
    const { page } = await demo.arrive('E005');
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true);
    const told = (name: string | RegExp) => page.locator('#page-title:focus').filter({ hasText: name }).waitFor();
    await page.keyboard.press('g');
    await page.keyboard.press('m');
    await told(/^Python/);
    await page.goBack();
    await told('My tasks');
    await page.getByRole('link', { name: 'Your self-assessment' }).first().press('Enter');
    await told('Self-assessment');
    await page.getByRole('link', { name: 'My grade' }).press('Enter');
    await told('My grade');
    await page.evaluate("history.pushState({}, '', '/people')");
    await page.locator('h1:focus').filter({ hasText: 'Nothing to show here' }).waitFor();
  });

  it('HR, whom nobody waits for, is offered the distribution, and gets to its table, which is in the address', async () => {
    const { page } = await demo.arrive('hr');
    await page.getByRole('region', { name: 'Where you can go' }).getByRole('link', { name: 'Grade distribution' }).press('Enter');
    await settled(page);
    expect(new URL(page.url()).pathname).toBe('/reports/distribution');
    await page.locator('#page-title:focus').waitFor();
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

  it('HR reads in the table, too, why a unit is hidden', async () => {
    const { page } = await demo.arrive('hr');
    const hr = demo.system.as('hr');
    const { body } = await hr('GET', `/reports/distribution?unit=company&cycle=${demo.system.reviews.graded.cycle}`);
    const [hidden] = (body.parts as { unit: string; includes: string; hidden?: string }[]).filter((part) => part.hidden !== undefined && part.includes === 'all-below');
    expect(hidden).toBeDefined();
    await go({ page }, `/reports/distribution?show=table&unit=${hidden?.unit}`);
    await page.getByRole('table').getByText(/^Hidden/).first().waitFor();
  });

  it('HR gets from a report of a unit to one of its people by name, and reads why', async () => {
    const { page, context } = await demo.arrive('hr', '/reports/distribution');
    const { people } = (await demo.system.as('hr')('GET', '/directory/people?person=E012')).body as { people: { name: string; unit: string }[] };
    const { name, unit } = people[0]!;
    await go({ page }, `/reports/distribution?unit=${unit}`);
    await page.getByRole('link', { name: /^People: / }).press('Enter');
    await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
    await settled(page);
    expect(new URL(page.url()).searchParams.get('unit')).toBe(unit);
    await page.keyboard.press('/');
    const typed = name.toUpperCase().split(' ').reverse().join(' ');
    await page.keyboard.type(typed);
    // each letter, though the address comes after it
    expect(await page.locator('input:focus').inputValue()).toBe(typed);
    const found = page.getByRole('list', { name: 'People who were found' }).getByRole('listitem');
    await eventually(async () => expect(await found.count()).toBe(1));
    expect(await violationsOf(page)).toEqual([]);
    // what is typed stays where the answer to it does not come
    await context.route('**/api/directory/people?*', (route) => route.abort());
    await page.keyboard.type('?');
    await page.getByText('This did not work').waitFor();
    await page.keyboard.press('Backspace');
    await context.unroute('**/api/directory/people?*');
    await found.getByRole('link', { name }).press('Enter');
    await page.getByRole('heading', { name: `Grade of ${name}` }).waitFor();
    await page.getByRole('heading', { name: 'Why' }).waitFor();
  });

  it('nobody but HR finds all people, and who leads nobody finds none', async () => {
    const { page } = await demo.arrive('E024');
    expect(await page.getByRole('link', { name: /people$/i }).count()).toBe(0);
    await go({ page }, '/me/people');
    await page.getByText('Nobody has you as their manager').waitFor();
    await go({ page }, '/people');
    await page.getByText('There is no such page for you').waitFor();
  });

  it('a person reads why their grade is what it is, and nobody else may', async () => {
    const { page } = await demo.arrive('E005');
    await page.keyboard.press('g');
    await page.keyboard.press('g');
    await settled(page);
    await page.getByRole('heading', { name: 'Why' }).waitFor();
    const colleague = await demo.arrive('E006', '/people/E005/grade');
    await colleague.page.getByText('There is no such page for you').waitFor();
  });

  it('a manager further above finds somebody below by name, reads of whom the grade is, and prints it', async () => {
    const hr = demo.system.as('hr');
    const { cycle } = demo.system.reviews.graded;
    const managerOf = async (person: string) => (await hr('GET', `/cycles/${cycle}/participants/${person}`)).body.manager as string;
    const above = await managerOf(await managerOf('E012'));
    const find = async (person: string) => ((await hr('GET', `/directory/people?person=${person}`)).body.people as { key: string; name: string }[])[0]!;
    const { name } = await find('E012');
    const { page } = await demo.arrive((await find(above)).key);
    await page.getByRole('region', { name: 'Where you can go' }).getByRole('link', { name: 'My people' }).press('Enter');
    await page.getByRole('heading', { name: 'You are their manager' }).waitFor();
    await page.keyboard.press('/');
    await page.keyboard.type(name.toUpperCase());
    await page.getByRole('list', { name: `Reviews of ${name}` }).getByRole('link').press('Enter');
    await page.getByRole('heading', { name: `Grade of ${name}` }).waitFor();
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('dl').first().innerText()).toContain(name);
    await page.emulateMedia({ media: 'screen' });
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('main').getByRole('link', { name: 'My people' }).press('Enter');
    await page.waitForURL(/\/me\/people$/);
  });

  it('a person reads on which days and which matrix their grade was decided, and goes there', async () => {
    const { page } = await demo.arrive('E005', '/me/grade');
    const made = page.getByRole('region', { name: 'How it came about' });
    const day = new Intl.DateTimeFormat('en-GB', { dateStyle: 'medium' });
    const times = await made.locator('time').all();
    expect(times).toHaveLength(3); // proposed, confirmed, released
    for (const time of times) expect((await time.innerText()).replaceAll('\u00a0', ' ')).toBe(day.format(new Date((await time.getAttribute('datetime')) ?? '')));
    const [, , released] = await Promise.all(times.map((time) => time.innerText()));
    const person = (await page.getByRole('button', { name: /Signed in as/ }).getAttribute('aria-label'))?.replace('Signed in as ', '');
    await page.emulateMedia({ media: 'print' });
    expect((await page.locator('dl').first().innerText()).split(/\s*\n\s*/)).toEqual(['Person', person, 'Review', demo.system.reviews.graded.name, 'Release', released]);
    expect(await page.getByRole('navigation').count()).toBe(0);
    await page.emulateMedia({ media: 'screen' });
    await made.getByRole('link', { name: /version 1$/ }).press('Enter');
    await settled(page);
    expect(new URL(page.url()).pathname).toMatch(/^\/matrix\/[\w-]+\/v\/1$/);
  });

  it('a person opens the numbers behind their grade, which their address keeps', async () => {
    const { page } = await demo.arrive('E005', '/me/grade');
    await page.getByRole('button', { name: 'Show the numbers' }).press('Enter');
    await page.getByRole('heading', { name: 'The numbers' }).waitFor();
    expect(new URL(page.url()).search).toBe('?numbers=true');
    await page.reload();
    await page.getByRole('columnheader', { name: 'Peers’ mean' }).first().waitFor();
  });

  it('HR reads in words what a cell of the heatmap says wherever it is on a phone', async () => {
    const { page } = await demo.arrive('hr', '/reports/heatmap', { width: 320, height: 640 });
    const told = page.locator('#heatmap-told');
    for (const at of [0, 20, -1]) {
      const cell = page.getByRole('gridcell').nth(at);
      await cell.focus();
      const [words, here] = [(await told.boundingBox())!, (await cell.boundingBox())!];
      expect([words.y + words.height <= 640, here.y + here.height <= words.y]).toEqual([true, true]);
    }
    expect([await violationsOf(page), await overflowOf(page)]).toEqual([[], 0]);
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

// last in this file: it takes the review, which everybody else finds open, to its end
describe('the phases of a review, for who takes part in it', () => {
  const person = 'E011';
  const phases = (page: Page) => page.getByRole('complementary', { name: 'Where the review is' });
  const states = async (page: Page) => Object.fromEntries((await phases(page).getByRole('listitem').allTextContents()).map((text) => text.split(', ')));
  const result = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: 'My last result' }) });
  const told = async (page: Page) => (await result(page).innerText()).split(/\s*\n\s*/);
  /** As the page has it that says why. */
  const levelOf = async (review: 'graded' | 'next'): Promise<string> => {
    const { body } = await demo.system.as(person)('GET', `/grades/${person}?cycle=${demo.system.reviews[review].cycle}`);
    return (body.grade as { name: string } | null)?.name ?? 'No level';
  };
  const nameOf = (review: 'graded' | 'next') => demo.system.reviews[review].name;
  const review = (page: Page) => page.locator('section').filter({ has: page.getByRole('heading', { name: `My review: ${nameOf('next')}` }) });
  /** The page as it is once the server has followed, in a window and on a phone, without a fault. */
  const comesTo = async (visitor: Visit, expected: Readonly<Record<string, string>>): Promise<void> => {
    await eventually(async () => {
      await go(visitor, '/');
      expect(await states(visitor.page)).toEqual(expected);
    });
    await visitor.page.setViewportSize({ width: 320, height: 640 });
    expect([await violationsOf(visitor.page), await overflowOf(visitor.page)]).toEqual([[], 0]);
    await visitor.page.setViewportSize({ width: 1280, height: 900 });
  };
  const answering = { 'Self-assessment': 'now', Peers: 'now', Manager: 'now', Calibration: 'to come', Released: 'to come' };
  let assessment: string;
  let cycle: string;
  beforeAll(async () => {
    assessment = await demo.system.ownAssessment(person);
    ({ cycle } = (await demo.system.as(person)('GET', `/assessments/${assessment}`)).body as { cycle: string });
  });

  it('begin with answers, of which a draft is called one as soon as something is typed', async () => {
    const visitor = await demo.arrive(person);
    const { page, context } = visitor;
    await comesTo(visitor, answering);
    expect(await phases(page).innerText()).toMatch(/You: 0 of \d done, due \d+\s\w+\s\d{4}/);
    expect(await review(page).innerText()).toMatch(/Self-assessment\s+now, until .*\s+not started/);
    expect(await told(page)).toEqual(['My last result', await levelOf('graded'), nameOf('graded'), 'released', 'Read why', expect.stringMatching(new RegExp(`^${nameOf('next')}: answers come in until .*, then comes calibration`))]);
    // on this device alone
    await context.route('**/api/assessments/*/draft', (route) => (route.request().method() === 'PUT' ? route.abort() : route.continue()));
    await page.getByRole('link', { name: 'Your self-assessment' }).first().press('Enter');
    await page.locator('article').waitFor();
    await page.keyboard.press('2');
    await page.getByText('Offline: kept on this device').waitFor();
    await page.getByRole('link', { name: 'Rung' }).press('Enter');
    await page.locator('section[data-time] li').filter({ hasText: 'Your self-assessment' }).getByText('draft').waitFor();
    await context.unroute('**/api/assessments/*/draft');
    // and from any other
    await page.getByRole('link', { name: 'Your self-assessment' }).first().press('Enter');
    await page.locator('p[data-status="saved"]').waitFor();
    const elsewhere = await demo.arrive(person);
    expect(await review(elsewhere.page).innerText()).toMatch(/Self-assessment\s+now, until .*\s+draft/);
  }, 3 * minutes);

  it('do not end with what one submits', async () => {
    const asked = (await demo.system.as(person)('GET', `/assessments/${assessment}`)).body.asked as { competency: string; level: string }[];
    const ratings = asked.map(({ competency, level }) => ({ competency, level, value: 1 }));
    expect(await demo.system.as(person)('POST', `/assessments/${assessment}/submission`, { body: { ratings } })).toMatchObject({ status: 200 });
    const visitor = await demo.arrive(person);
    await eventually(async () => {
      await comesTo(visitor, answering);
      expect(await review(visitor.page).innerText()).toMatch(/Self-assessment\s+now, until .*\s+submitted/);
    });
    expect(await phases(visitor.page).innerText()).toMatch(/You: (1 of \d done|done)/);
  }, 3 * minutes);

  it('go on to calibration, which lasts for each until their own result is released', async () => {
    const hr = demo.system.as('hr');
    const ok = async (path: string, body: object = {}): Promise<void> => {
      const answer = await hr('POST', path, { body });
      expect([answer.status < 300, answer.body]).toEqual([true, expect.anything()]);
    };
    for (const phase of ['self', 'peer', 'manager']) await ok(`/cycles/${cycle}/phases/${phase}/end`);
    const visitor = await demo.arrive(person);
    const calibration = { 'Self-assessment': 'done', Peers: 'done', Manager: 'done', Calibration: 'now', Released: 'to come' };
    await comesTo(visitor, calibration);
    const waiting = await result(visitor.page).innerText();
    expect(waiting).toContain(`${nameOf('next')}: in calibration, which has no end date. Your result appears here as soon as it is released.`);
    await eventually(() => ok(`/cycles/${cycle}/participants/${person}/confirmation`));
    await comesTo(visitor, calibration);
    expect(await result(visitor.page).innerText()).toBe(waiting);
    await ok(`/cycles/${cycle}/release`, { confirmedOnly: true });
    await comesTo(visitor, { 'Self-assessment': 'done', Peers: 'done', Manager: 'done', Calibration: 'done', Released: 'done' });
    expect(await told(visitor.page)).toEqual(['My last result', await levelOf('next'), nameOf('next'), 'released', 'Read why']);
    await result(visitor.page).getByRole('link', { name: 'Read why' }).press('Enter');
    await visitor.page.waitForURL(`**/me/grade?cycle=${cycle}`);
    const other = await demo.arrive('E012');
    await comesTo(other, calibration);
  }, 5 * minutes);
});
