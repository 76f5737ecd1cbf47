// What is typed in an assessment loses nothing: not where the review closes before it is submitted either.
import { describe, expect, it } from '@jest/globals';
import { eventually } from '@rung/testing';

import { overflowOf, violationsOf } from './accessible.js';
import { answer, draft, keepFromServer, note, onDevice } from './assess-page.js';
import { go, looks } from './browser.js';
import { inFrontOfTheDemo } from './in-front-of-the-demo.js';

const minutes = 60_000;
const demo = inFrontOfTheDemo();

describe('what somebody typed in an assessment that was closed before they submitted it', () => {
  it('is theirs to read and to copy, from the server and from this device, until the review ends', async () => {
    const assessment = await demo.system.ownAssessment('E018');
    const [as, hr] = [demo.system.as('E018'), demo.system.as('hr')];
    const { cycle } = (await as('GET', `/assessments/${assessment}`)).body as { cycle: string };
    const task = async () => ((await as('GET', `/tasks?cycle=${cycle}`)).body.tasks as { assessment: string; state: string; drafted: boolean }[]).find((one) => one.assessment === assessment);
    const visitor = await demo.arrive('E018', `/assess/${assessment}`);
    const { page, context } = visitor;
    await answer(page, '2', 'Kept by the server');
    await note(page, 'saved');
    await keepFromServer(context);
    await page.locator('#content').press(']');
    await page.locator('article').getByText(/^2 of /).waitFor();
    await answer(page, '1', 'Kept here alone');
    await eventually(async () => expect(await onDevice(page)).toContain('Kept here alone'));
    for (const phase of ['self', 'peer', 'manager']) expect((await hr('POST', `/cycles/${cycle}/phases/${phase}/end`)).status).toBeLessThan(300);
    await eventually(async () => expect(await task()).toMatchObject({ state: 'closed', drafted: true }), { timeoutMs: minutes });
    await context.unroute(draft);

    await go({ page }, '/');
    const closed = page.locator('section').filter({ has: page.getByRole('heading', { name: 'Closed before you submitted' }) });
    await closed.getByText('what you typed is kept, for you alone').waitFor();
    expect(await violationsOf(page)).toEqual([]);
    await closed.getByRole('link', { name: 'Your self-assessment' }).press('Enter');
    const kept = page.getByRole('region', { name: 'What you had typed' });
    await kept.getByText('Kept by the server').waitFor();
    await kept.getByText('Kept here alone').waitFor();
    expect(await kept.getByText('On this device alone', { exact: true }).count()).toBe(1);
    await kept.getByText('Nobody but you has read it').waitFor();
    expect(await page.getByRole('textbox').count()).toBe(0);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await kept.getByRole('button', { name: 'Copy the words' }).press('Enter');
    await kept.getByRole('button', { name: 'Copied' }).waitFor();
    expect(await page.evaluate('navigator.clipboard.readText()')).toMatch(/Kept by the server[^]*Kept here alone/);

    for (const look of looks) {
      const elsewhere = await demo.arrive('E018', `/assess/${assessment}`, look);
      await elsewhere.page.getByText('Kept by the server').waitFor();
      expect([await elsewhere.page.getByText('Kept here alone').count(), await violationsOf(elsewhere.page)]).toEqual([0, []]);
      for (const path of ['/', `/assess/${assessment}`]) {
        await elsewhere.page.setViewportSize({ width: 320, height: 640 });
        await go(elsewhere, path);
        expect([path, await overflowOf(elsewhere.page)]).toEqual([path, 0]);
      }
    }

    await kept.getByRole('button', { name: 'Discard' }).press('Enter');
    await kept.getByRole('button', { name: 'Discard for good' }).press('Enter');
    await kept.getByText('Kept here alone').waitFor({ state: 'detached' });
    expect(await onDevice(page)).not.toMatch(/Kept here alone|Kept by the server/);
    expect(await kept.getByRole('button', { name: 'Discard' }).count()).toBe(0);
    await page.reload();
    await kept.getByText('Kept by the server').waitFor();

    expect((await hr('POST', `/cycles/${cycle}/cancellation`)).status).toBeLessThan(300);
    await eventually(async () => expect(await task()).toMatchObject({ state: 'closed', drafted: false }));
    await go(visitor, `/assess/${assessment}`);
    expect(await kept.count()).toBe(0);
    await go(visitor, '/');
    expect(await closed.count()).toBe(0);
  }, 5 * minutes);
});
