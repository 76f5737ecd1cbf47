// What is typed in an assessment loses nothing: what came too late, and a device that keeps nothing. Each story has a person of its own.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';
import { randomUUID } from 'node:crypto';

import { violationsOf } from './accessible.js';
import { answer, draft, heading, keepFromServer, keptOnServer, note, observationsOnServer, onDevice, submitElsewhere, unableToJudge, words } from './assess-page.js';
import { go } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const demo = inFrontOfTheDemo();

describe('what came too late to be sent', () => {
  it('is shown once the assessment was submitted elsewhere, until they discard it', async () => {
    const assessment = await demo.system.ownAssessment('E011');
    const { page, context } = await demo.arrive('E011', `/assess/${assessment}`);
    await keepFromServer(context);
    await answer(page, '2', 'Typed too late');
    await page.getByRole('group').filter({ hasText: 'Record evidence of your work' }).evaluate((details: { open: boolean }) => void (details.open = true));
    await page.getByRole('textbox', { name: 'What you did, and where it can be seen' }).fill('Done, and never recorded');
    await eventually(async () => expect(await onDevice(page)).toMatch(/Typed too late.*Done, and never recorded|Done, and never recorded.*Typed too late/));
    await submitElsewhere(demo.system, 'E011', assessment);
    await go({ page }, '/');
    const tooLate = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Typed on this device and not sent' }) });
    await tooLate.getByRole('link', { name: 'Your self-assessment' }).waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await tooLate.getByRole('link', { name: 'Your self-assessment' }).press('Enter');
    await heading(page, 'Submitted');
    const unsent = page.getByRole('region', { name: 'Typed on this device and not sent' });
    await unsent.getByText('Typed too late').waitFor();
    await unsent.getByText('Done, and never recorded').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    expect(await page.getByRole('textbox').count()).toBe(0);
    await page.reload();
    await unsent.getByText('Typed too late').waitFor();
    await unsent.getByRole('button', { name: 'Discard' }).press('Enter');
    await page.getByRole('button', { name: 'Keep it' }).and(page.locator(':focus')).waitFor();
    await unsent.getByRole('button', { name: 'Discard for good' }).press('Enter');
    await unsent.waitFor({ state: 'detached' });
    await page.locator('h1:focus').waitFor();
    expect(await onDevice(page)).not.toContain('never recorded');
    expect(await onDevice(page)).not.toContain('too late');
  });

  it('of another tab outlives the submission from this one', async () => {
    const assessment = await demo.system.ownAssessment('E012');
    await keptOnServer(demo.system, 'E012', assessment, await unableToJudge(demo.system, 'E012', assessment));
    const { page, context } = await demo.arrive('E012', `/assess/${assessment}`);
    const other = await context.newPage();
    await go({ page: other }, `/assess/${assessment}`);
    await keepFromServer(other);
    await answer(other, '1', 'Typed in the other tab');
    await eventually(async () => expect(await onDevice(other)).toContain('Typed in the other tab'));
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Submit', exact: true }).press('Enter');
    await heading(page, 'Submitted');
    await page.getByRole('region', { name: 'Typed on this device and not sent' }).getByText('Typed in the other tab').waitFor();
    expect(await onDevice(page)).toContain('Typed in the other tab');
  });

  it('is what was typed after a submission whose answer was lost', async () => {
    const assessment = await demo.system.ownAssessment('E018');
    await keptOnServer(demo.system, 'E018', assessment, await unableToJudge(demo.system, 'E018', assessment));
    const { page, context } = await demo.arrive('E018', `/assess/${assessment}`);
    await answer(page, '1', 'As submitted ');
    const submit = page.getByRole('button', { name: 'Submit', exact: true });
    await context.route('**/submission', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.keyboard.press('Control+Enter');
    await submit.press('Enter');
    await page.getByRole('alert').waitFor();
    await context.unroute('**/submission');
    await page.getByRole('button', { name: 'Back to the answers' }).press('Enter');
    await context.setOffline(true);
    await words(page).fill('Reworded too late');
    await eventually(async () => expect(await onDevice(page)).toContain('Reworded too late'));
    await context.setOffline(false);
    await page.keyboard.press('Control+Enter');
    await submit.press('Enter');
    await heading(page, 'Submitted');
    const unsent = page.getByRole('region', { name: 'Typed on this device and not sent' });
    expect(await unsent.locator('article').allInnerTexts()).toEqual([expect.stringContaining('Reworded too late')]);
    expect(await page.getByRole('region', { name: 'Your answers' }).innerText()).toContain('As submitted');
    expect(await onDevice(page)).toContain('Reworded too late');
  });
});

describe('evidence that is typed for one cell in two tabs', () => {
  it('is in neither lost to the other, and both are recorded one after the other', async () => {
    const assessment = await demo.system.ownAssessment('E015');
    const { page, context } = await demo.arrive('E015', `/assess/${assessment}`);
    const other = await context.newPage();
    await go({ page: other }, `/assess/${assessment}`);
    const told = async (tab: typeof page) => {
      await tab.getByRole('group').filter({ hasText: 'Record evidence of your work' }).evaluate((details: { open: boolean }) => void (details.open = true));
      return tab.getByRole('textbox', { name: 'What you did, and where it can be seen' });
    };
    const [here, there] = [await told(page), await told(other)];
    await here.fill('Told in one tab');
    await there.fill('Told in the other');
    await here.fill('Told in one tab, to its end');
    await eventually(async () => expect(await onDevice(page)).toContain('to its end'));
    await other.close();
    await page.reload();
    const again = await told(page);
    const first = await again.inputValue();
    await page.getByText('Another piece was typed for this in another tab').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Record', exact: true }).press('Enter');
    const second = first === 'Told in the other' ? 'Told in one tab, to its end' : 'Told in the other';
    await eventually(async () => expect(await again.inputValue()).toBe(second));
    await page.getByRole('button', { name: 'Record', exact: true }).press('Enter');
    await eventually(async () => expect(await again.inputValue()).toBe(''));
    const { body } = await demo.system.as('E015')('GET', `/assessments/${assessment}`);
    const pieces = (body.evidence as { text: string }[]).map(({ text }) => text);
    expect(pieces).toEqual(expect.arrayContaining(['Told in the other', 'Told in one tab, to its end']));
    expect(await onDevice(page)).not.toContain('Told');
  });
});

describe('a dialog over an assessment', () => {
  it('keeps the keys of the page from it', async () => {
    const assessment = await demo.system.ownAssessment('E016');
    const { page } = await demo.arrive('E016', `/assess/${assessment}`);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Control+Enter');
    await page.keyboard.press('Control+K');
    await page.keyboard.press('3');
    await page.locator('body').dispatchEvent('keydown', { key: '2', code: 'Digit2', bubbles: true });
    expect(await page.getByRole('dialog').count()).toBe(1);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.locator('article').count()).toBe(1);
    expect(await page.getByRole('radio', { checked: true }).count()).toBe(0);
    await page.keyboard.press('Control+Enter');
    await page.locator('article').waitFor({ state: 'detached' });
  });
});

describe('what somebody types where the device keeps nothing', () => {
  it('is told to be in the page alone, which is not closed without a word', async () => {
    const assessment = await demo.system.ownAssessment('E013');
    const { page, context } = await demo.arrive('E013');
    await context.addInitScript({ content: "IDBFactory.prototype.open = () => { throw new DOMException('Not here', 'SecurityError'); };" });
    await go({ page }, `/assess/${assessment}`);
    await page.getByText('This browser keeps nothing on this device').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await answer(page, '1', 'Typed in private');
    await note(page, 'saved');
    expect(await observationsOnServer(demo.system, 'E013', assessment)).toEqual(['Typed in private']);
    await keepFromServer(context);
    await page.keyboard.type(' mode');
    await note(page, 'offline');
    await page.getByRole('link', { name: 'My tasks' }).press('Enter');
    await heading(page, 'My tasks');
    const asked = page.waitForEvent('dialog');
    await page.close({ runBeforeUnload: true });
    const dialog = await asked;
    expect(dialog.type()).toBe('beforeunload');
    await dialog.dismiss();
    await page.goBack();
    await page.locator('article').waitFor();
    await page.keyboard.press('[');
    expect(await words(page).inputValue()).toBe('Typed in private mode');
    await context.unroute(draft);
    await page.keyboard.press('n');
    await note(page, 'saved');
    expect(await observationsOnServer(demo.system, 'E013', assessment)).toContain('Typed in private mode');
  });

  it('is told to be in the page alone when there is no room left, and can be submitted', async () => {
    const assessment = await demo.system.ownAssessment('E014');
    await keptOnServer(demo.system, 'E014', assessment, await unableToJudge(demo.system, 'E014', assessment));
    const { page } = await demo.arrive('E014', `/assess/${assessment}`);
    // as a browser does that finds no room for what was put
    await page.evaluate("{ const { put } = IDBObjectStore.prototype; IDBObjectStore.prototype.put = function (...record) { const asked = put.apply(this, record); this.transaction.abort(); return asked; }; }");
    await answer(page, '1', 'Typed on a full disk');
    await page.getByText('This browser keeps nothing on this device').waitFor();
    await note(page, 'saved');
    await page.keyboard.press('Control+Enter');
    await page.getByRole('button', { name: 'Submit', exact: true }).press('Enter');
    await heading(page, 'Submitted');
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

describe('an answer', () => {
  it('relies on twenty pieces of evidence at most, and says so', async () => {
    const assessment = await demo.system.ownAssessment('E017');
    const as = demo.system.as('E017');
    const { cycle, participant, asked } = (await as('GET', `/assessments/${assessment}`)).body;
    const { competency, level } = asked[0];
    await as('POST', `/cycles/${cycle}/participants/${participant.person}/evidence`, { body: { competency, level, on: '2026-01-15', text: 'The twenty-first' } });
    await keptOnServer(demo.system, 'E017', assessment, [{ competency, level, value: 1, cites: Array.from({ length: 20 }, () => randomUUID()), observation: null }]);
    const { page } = await demo.arrive('E017', `/assess/${assessment}?at=${encodeURIComponent(`${competency}@${level}`)}`);
    await page.getByText('An answer relies on up to 20 pieces.').waitFor();
    expect(await page.getByRole('checkbox').isDisabled()).toBe(true);
    expect(await violationsOf(page)).toEqual([]);
  });
});
