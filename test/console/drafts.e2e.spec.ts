// What is typed in an assessment loses nothing: in a real browser, whatever becomes of tab, network and session. Each story has a person of its own.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { violationsOf } from './accessible.js';
import { answer, draft, heading, keepFromServer, keptOnServer, note, observationsOnServer, onDevice, rating, unableToJudge, words } from './assess-page.js';
import { go, settled, signIn } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const demo = inFrontOfTheDemo();

describe('what somebody has typed', () => {
  it('outlives its tab: it is on the device before the server has it', async () => {
    const assessment = await demo.system.ownAssessment('E007');
    const { page, context } = await demo.arrive('E007', `/assess/${assessment}`);
    await keepFromServer(context);
    await answer(page, '1', 'Typed before the kill');
    await eventually(async () => expect(await onDevice(page)).toContain('Typed before the kill'));
    await page.close();
    expect(await observationsOnServer(demo.system, 'E007', assessment)).toEqual([]);
    await context.unroute(draft);
    const again = await context.newPage();
    await go({ page: again }, `/assess/${assessment}`);
    // it goes on at the next, as this one has its rating
    await again.locator('article').getByText(/^2 of /).waitFor();
    await again.keyboard.press('[');
    await again.locator('article').getByText(/^1 of /).waitFor();
    expect(await words(again).inputValue()).toBe('Typed before the kill');
    expect(await rating(again, /^Partly shown/).isChecked()).toBe(true);
    await note(again, 'saved');
    expect(await observationsOnServer(demo.system, 'E007', assessment)).toEqual(['Typed before the kill']);
  });

  it('stays where the network is lost, and is saved when it is back', async () => {
    const assessment = await demo.system.ownAssessment('E008');
    const { page, context } = await demo.arrive('E008', `/assess/${assessment}`);
    // of a region that comes with its words many screen readers tell nothing
    await page.evaluate("window.wasThere = document.querySelector('[data-status] [role=status]')");
    await context.setOffline(true);
    await answer(page, '1', 'Typed in a tunnel');
    await page.getByText('Offline: kept on this device').waitFor();
    expect(await page.evaluate('window.wasThere?.isConnected && window.wasThere.textContent')).toContain('Offline: kept on this device');
    expect(await words(page).inputValue()).toBe('Typed in a tunnel');
    await context.setOffline(false);
    await note(page, 'saved');
    expect(await words(page).inputValue()).toBe('Typed in a tunnel');
    expect(await observationsOnServer(demo.system, 'E008', assessment)).toEqual(['Typed in a tunnel']);
  });

  it('stays under the word that the session has ended, and is saved once they have signed in in another tab', async () => {
    const assessment = await demo.system.ownAssessment('E009');
    const { page, context } = await demo.arrive('E009', `/assess/${assessment}`);
    await page.keyboard.press('e');
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
    expect(await observationsOnServer(demo.system, 'E009', assessment)).toEqual(['Typed after the session']);
    // what the page holds is newer than the server's: what is typed while that is read would be gone from the page
    expect(readAnew).toEqual([]);
  });

  it('stays when the page is looked at again and nobody has signed in yet, soon or later', async () => {
    const assessment = await demo.system.ownAssessment('E011');
    const { page, context } = await demo.arrive('E011');
    await page.clock.install();
    await go({ page }, `/assess/${assessment}`);
    await page.keyboard.press('e');
    await context.clearCookies();
    await page.keyboard.insertText('Typed after the session');
    const dialog = page.getByRole('dialog', { name: 'Your session has ended' });
    const closed = async (): Promise<void> => {
      await dialog.waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
    };
    await closed();
    for (const [event, passedMs] of [['focus', 0], ['visibilitychange', 61_000]] as const) {
      await page.clock.fastForward(passedMs);
      const looked = page.waitForResponse('**/session');
      await page.evaluate(`window.dispatchEvent(new Event('${event}'))`);
      expect((await looked).status()).toBe(401);
      if (event === 'visibilitychange') await closed(); // it is told anew
      await page.waitForLoadState('networkidle');
      expect(await words(page).inputValue()).toBe('Typed after the session');
    }
  });

  it('and what they were shown is nowhere for another person who signs in at the same tab', async () => {
    const { page, context } = await demo.arrive('E012');
    await page.locator('section[data-time] li').first().waitFor();
    await context.clearCookies();
    await page.getByRole('navigation').getByRole('link', { name: 'Matrix' }).press('Enter');
    await page.getByRole('dialog', { name: 'Your session has ended' }).waitFor();
    const other = await context.newPage();
    await signIn({ page: other }, 'E013');
    await page.goBack();
    await context.route('**/api/**', () => undefined); // what is shown now was here before
    await page.evaluate("window.dispatchEvent(new Event('focus'))");
    const name = await other.getByRole('button', { name: /^Signed in as / }).getAttribute('aria-label');
    await page.getByRole('button', { name: name!, exact: true }).waitFor();
    expect(await page.locator('section[data-time] li').count()).toBe(0);
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
    expect(await observationsOnServer(demo.system, 'E010', assessment)).toEqual(['Typed at the desk']);
  });

  it('on another device meanwhile is never passed over by a submission', async () => {
    const assessment = await demo.system.ownAssessment('E011');
    await keptOnServer(demo.system, 'E011', assessment, await unableToJudge(demo.system, 'E011', assessment));
    const [{ page: desk }, { page: phone }] = [await demo.arrive('E011', `/assess/${assessment}`), await demo.arrive('E011', `/assess/${assessment}`)];
    const title = await phone.locator('#step-title').innerText();
    await answer(phone, '1', 'Typed on the phone');
    await eventually(async () => expect(await observationsOnServer(demo.system, 'E011', assessment)).toContain('Typed on the phone'));
    await desk.keyboard.press('Control+Enter');
    const submit = desk.getByRole('button', { name: 'Submit', exact: true });
    await submit.press('Enter');
    const told = desk.getByRole('alert');
    await told.getByText('One answer was changed meanwhile').waitFor();
    expect(title).toContain(await told.getByRole('button').innerText());
    expect(await desk.locator('h2:focus').innerText()).toBe('Submit your answers');
    expect(await violationsOf(desk)).toEqual([]);
    expect((await demo.system.as('E011')('GET', `/assessments/${assessment}`)).body.state).toBe('open');
    await submit.press('Enter');
    await heading(desk, 'Submitted');
    await desk.getByText('Typed on the phone').waitFor();
    expect(await desk.getByRole('region', { name: 'Typed on this device and not sent' }).count()).toBe(0);
  });

  it('waits no longer than half a minute for a connection that hangs, and is sent anew', async () => {
    const assessment = await demo.system.ownAssessment('E015');
    const { page, context } = await demo.arrive('E015');
    await page.clock.install();
    await go({ page }, `/assess/${assessment}`);
    const asked = page.waitForRequest((request) => request.method() === 'PUT');
    await context.route(draft, (route) => (route.request().method() === 'PUT' ? undefined : route.continue()));
    await answer(page, '1', 'Typed into the void');
    await asked;
    await page.clock.fastForward(31_000);
    await note(page, 'offline');
    await context.unroute(draft);
    await page.clock.fastForward(11_000);
    await note(page, 'saved');
    expect(await observationsOnServer(demo.system, 'E015', assessment)).toEqual(['Typed into the void']);
  });

  it('is sent by the page that it is opened in again alone', async () => {
    const assessment = await demo.system.ownAssessment('E016');
    const { page, context } = await demo.arrive('E016');
    await page.clock.install();
    await go({ page }, `/assess/${assessment}`);
    const puts: string[] = [];
    await context.route(draft, (route) => {
      if (route.request().method() !== 'PUT') return route.continue();
      puts.push(route.request().postData() ?? '');
      return route.abort();
    });
    await answer(page, '1', 'Typed and left');
    await note(page, 'offline');
    await page.getByRole('link', { name: 'My tasks' }).press('Enter');
    await heading(page, 'My tasks');
    const before = puts.length;
    await page.clock.fastForward(60_000);
    await settled(page);
    expect(puts.slice(before)).toEqual([]);
    await context.unroute(draft);
    await page.goBack();
    await note(page, 'saved');
    expect(await observationsOnServer(demo.system, 'E016', assessment)).toEqual(['Typed and left']);
  });
});
