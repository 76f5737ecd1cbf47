// What is typed in an assessment loses nothing: pages that close over it, assessments that are taken away, and who else sits at the same device.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import type { Page } from 'playwright-core';

import { violationsOf } from './accessible.js';
import { answer, draft, heading, keepFromServer, keptOnServer, note, observationsOnServer, onDevice, submitElsewhere, unableToJudge, words } from './assess-page.js';
import { go, settled, signIn } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const demo = inFrontOfTheDemo();

interface Task {
  readonly assessment: string;
  readonly role: string;
  readonly state: string;
  readonly cycle: { readonly id: string };
  readonly participant: { readonly person: string };
}

/** Somebody who is asked as a manager, which HR can change. */
async function someManager(): Promise<Task & { readonly manager: string }> {
  for (let number = 1; number <= 24; number += 1) {
    const manager = `E${String(number).padStart(3, '0')}`;
    const { tasks } = (await demo.system.as(manager)('GET', '/tasks')).body as { tasks: Task[] };
    const task = tasks.find(({ role, state }) => role === 'manager' && state === 'open');
    if (task !== undefined) return { ...task, manager };
  }
  throw new Error('Nobody is asked as a manager.');
}

async function signOut(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Signed in as/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
}

/** Types, and is gone before the database has answered. */
async function closeUnanswered(page: Page, text: string): Promise<void> {
  await page.evaluate('IDBObjectStore.prototype.get = () => ({})');
  await page.keyboard.type(text);
  const closed = page.waitForEvent('close');
  await page.close({ runBeforeUnload: true });
  await closed;
}

const signedOut = (page: Page) => page.getByRole('link', { name: 'Sign in' }).waitFor();

describe('the last words', () => {
  it('of a draft that is too long to outlive its page come back with it, and are sent then', async () => {
    const assessment = await demo.system.ownAssessment('E007');
    const [first, ...others] = await unableToJudge(demo.system, 'E007', assessment);
    // three bytes each: no browser lets that much outlive its page
    await keptOnServer(demo.system, 'E007', assessment, others.map((rating) => ({ ...rating, observation: '—'.repeat(2_000) })));
    const path = `/assess/${assessment}?at=${encodeURIComponent(`${first!.competency}@${first!.level}`)}`;
    const { page, context } = await demo.arrive('E007', path);
    const lengths: number[] = [];
    await context.route(draft, (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      lengths.push(route.request().postDataBuffer()?.length ?? 0);
      return route.abort();
    });
    await answer(page, '2', 'Typed');
    await eventually(async () => expect(await onDevice(page)).toContain('"Typed"'));
    await note(page, 'offline');
    await closeUnanswered(page, ' just before the end');
    expect(Math.max(...lengths)).toBeGreaterThan(65_536);
    expect((await observationsOnServer(demo.system, 'E007', assessment)).filter((text) => text.startsWith('Typed'))).toEqual([]);
    await context.unroute(draft);
    const again = await context.newPage();
    await go({ page: again }, path);
    expect(await words(again).inputValue()).toBe('Typed just before the end');
    await note(again, 'saved');
    expect(await observationsOnServer(demo.system, 'E007', assessment)).toContain('Typed just before the end');
    await again.keyboard.press('e');
    await again.keyboard.press('Control+End');
    await again.keyboard.type('!');
    await note(again, 'saved');
    await eventually(async () => expect(await observationsOnServer(demo.system, 'E007', assessment)).toContain('Typed just before the end!'));
    // kept in one place again
    expect(await again.evaluate('Object.keys(localStorage).filter((name) => name.startsWith("rung.draft"))')).toEqual([]);
  });

  it('of evidence are taken over once, however fast one types on', async () => {
    const assessment = await demo.system.ownAssessment('E008');
    const { page, context } = await demo.arrive('E008', `/assess/${assessment}`);
    const opened = async (tab: Page) => {
      await tab.getByRole('group').filter({ hasText: 'Record evidence of your work' }).evaluate((details: { open: boolean }) => void (details.open = true));
      return tab.getByRole('textbox', { name: 'What you did, and where it can be seen' });
    };
    await (await opened(page)).fill('Done');
    await eventually(async () => expect(await onDevice(page)).toContain('"Done"'));
    await closeUnanswered(page, ' before the end');
    const again = await context.newPage();
    await go({ page: again }, `/assess/${assessment}`);
    const box = await opened(again);
    expect(await box.inputValue()).toBe('Done before the end');
    // a device that is slow: both letters are typed before it has taken either
    await again.evaluate(`new Promise((held) => {
      const opening = indexedDB.open('keyval-store');
      opening.onsuccess = () => {
        const store = opening.result.transaction('keyval', 'readwrite').objectStore('keyval');
        const hold = () => void (window.isReleased || (store.get('').onsuccess = hold));
        hold();
        held();
      };
    })`);
    await box.press('Control+End');
    await again.keyboard.type('!?');
    await again.evaluate('window.isReleased = true');
    await eventually(async () => expect(await onDevice(again)).toContain('"Done before the end!?"'));
    expect(await onDevice(again)).not.toContain('"Done before the end"');
    await again.reload();
    await settled(again);
    expect(await (await opened(again)).inputValue()).toBe('Done before the end!?');
    expect(await again.getByText('Another piece was typed').count()).toBe(0);
  });
});

describe('who signs in again', () => {
  it('at the same tab is back in the same cell and the same word', async () => {
    const assessment = await demo.system.ownAssessment('E009');
    const { page, context } = await demo.arrive('E009', `/assess/${assessment}`);
    await answer(page, '2', 'Typed before the end');
    await note(page, 'saved');
    const place = await page.locator('#step-title').innerText();
    await context.clearCookies();
    for (let letter = 0; letter < 'the end'.length; letter += 1) await page.keyboard.press('ArrowLeft');
    await page.keyboard.insertText('and after ');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.getByRole('link', { name: 'Sign in again' }).press('Enter');
    await page.locator('button[value="E009"]').click();
    await settled(page);
    await page.locator('#observation:focus').waitFor();
    expect(await page.locator('#step-title').innerText()).toBe(place);
    await page.keyboard.type('(here) ');
    await note(page, 'saved');
    expect(await words(page).inputValue()).toBe('Typed before and after (here) the end');
    await eventually(async () => expect(await observationsOnServer(demo.system, 'E009', assessment)).toEqual(['Typed before and after (here) the end']));
  });

  it('in another tab is heard by a page that closed the word of it', async () => {
    const assessment = await demo.system.ownAssessment('E010');
    const { page, context } = await demo.arrive('E010', `/assess/${assessment}`);
    await page.keyboard.press('e');
    await context.clearCookies();
    await page.keyboard.insertText('Typed on regardless');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    await dialog.waitFor();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await note(page, 'signed-out');
    const other = await context.newPage();
    await signIn({ page: other }, 'E010');
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    await note(page, 'saved');
    expect(await observationsOnServer(demo.system, 'E010', assessment)).toEqual(['Typed on regardless']);
  });
});

describe('what is typed in an assessment', () => {
  it('that is taken away is found in the tasks, until its author discards it', async () => {
    const { manager, assessment, cycle, participant } = await someManager();
    const { page, context } = await demo.arrive(manager, `/assess/${assessment}`);
    await answer(page, '2', 'Kept by the server');
    await note(page, 'saved');
    await keepFromServer(context);
    await page.keyboard.type(', and more');
    await eventually(async () => expect(await onDevice(page)).toContain('Kept by the server, and more'));
    const successor = manager === 'E024' ? 'E023' : 'E024';
    const named = await demo.system.as('hr')('POST', `/cycles/${cycle.id}/participants/${participant.person}/raters`, { body: { role: 'manager', rater: successor } });
    expect(named.status).toBe(204);
    await go({ page }, '/');
    const link = page.getByRole('link', { name: 'What you typed in an assessment' });
    await link.waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await link.press('Enter');
    const typed = page.getByRole('region', { name: 'What you typed here' });
    await typed.getByText('Kept by the server, and more').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
    await typed.getByRole('button', { name: 'Discard' }).press('Enter');
    await page.getByRole('button', { name: 'Keep it' }).and(page.locator(':focus')).waitFor();
    await typed.getByRole('button', { name: 'Discard for good' }).press('Enter');
    await typed.waitFor({ state: 'detached' });
    await page.locator('h1:focus').waitFor();
    expect(await onDevice(page)).not.toContain('Kept by the server');
    await go({ page }, '/');
    expect(await link.count()).toBe(0);
  });

  it('as evidence alone is found in the tasks as well, once it is too late', async () => {
    const assessment = await demo.system.ownAssessment('E011');
    const { page } = await demo.arrive('E011', `/assess/${assessment}`);
    await page.getByRole('group').filter({ hasText: 'Record evidence of your work' }).evaluate((details: { open: boolean }) => void (details.open = true));
    await page.getByRole('textbox', { name: 'What you did, and where it can be seen' }).fill('Done, and never recorded');
    await eventually(async () => expect(await onDevice(page)).toContain('never recorded'));
    await submitElsewhere(demo.system, 'E011', assessment);
    await go({ page }, '/');
    await page.getByRole('heading', { name: 'Typed on this device and not sent' }).waitFor();
  });

  it('and is not sent waits for its author alone, whoever else signs in at the device', async () => {
    const assessment = await demo.system.ownAssessment('E012');
    const { page, context } = await demo.arrive('E012', `/assess/${assessment}`);
    await keepFromServer(context);
    await answer(page, '1', 'For my eyes only');
    await note(page, 'offline');
    await signOut(page);
    await signedOut(page);
    await signIn({ page }, 'E013');
    expect(await page.getByRole('heading', { name: 'You are no longer asked' }).count()).toBe(0);
    await go({ page }, `/assess/${assessment}`);
    await heading(page, 'Nothing to show here');
    expect(await page.getByText('For my eyes only').count()).toBe(0);
    await signOut(page);
    await signedOut(page);
    await context.unroute(draft);
    await signIn({ page }, 'E012', `/assess/${assessment}`);
    await note(page, 'saved');
    expect(await observationsOnServer(demo.system, 'E012', assessment)).toEqual(['For my eyes only']);
  });

  it('and gets to the server while its author signs out does not stay on the device', async () => {
    const assessment = await demo.system.ownAssessment('E014');
    const { page, context } = await demo.arrive('E014', `/assess/${assessment}`);
    const leaving = page.waitForRequest('**/session/sign-out');
    await context.route(draft, async (route) => {
      if (route.request().method() === 'PUT') await leaving;
      await route.continue();
    });
    await context.route('**/session/sign-out', async (route) => {
      await note(page, 'saved');
      await route.continue();
    });
    await answer(page, '1', 'Sent on the way out');
    await signOut(page);
    await signedOut(page);
    expect(await onDevice(page)).not.toContain('Sent on the way out');
    expect(await observationsOnServer(demo.system, 'E014', assessment)).toEqual(['Sent on the way out']);
  });

  it('gets to the server through a row of failures, offline and online again, and another language', async () => {
    const assessment = await demo.system.ownAssessment('E015');
    const { page, context } = await demo.arrive('E015');
    await page.clock.install();
    await go({ page }, `/assess/${assessment}`);
    const failures = [429, 500, 503, 502];
    await context.route(draft, (route) => {
      const status = route.request().method() === 'PUT' ? failures.shift() : undefined;
      return status === undefined ? route.continue() : route.fulfill({ status, contentType: 'application/problem+json', body: '{}' });
    });
    await answer(page, '1', 'Typed');
    await note(page, 'offline');
    for (const word of [' through', ' thick', ' and']) {
      await page.keyboard.type(word);
      await page.clock.fastForward(11_000);
    }
    for (const isOffline of [true, false, true, false]) await context.setOffline(isOffline);
    await page.keyboard.type(' thin');
    await page.getByRole('button', { name: /Signed in as/ }).click();
    await page.getByText('Русский', { exact: true }).click();
    await page.locator('html[lang="ru"]').waitFor();
    expect(await page.locator('#observation').inputValue()).toBe('Typed through thick and thin');
    await note(page, 'saved');
    expect(failures).toEqual([]);
    expect(await observationsOnServer(demo.system, 'E015', assessment)).toEqual(['Typed through thick and thin']);
  });
});
