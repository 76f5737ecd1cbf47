// `npm run screenshots`: pictures of every page in both languages and themes, and on a phone, in docs/screenshots.
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

import { findChromium } from '@rung/local-servers';
import type { Browser } from 'playwright-core';

import { repositoryRoot } from '../repository-root.js';
import { Stage } from '../stories/rung-child.js';
import { launch, looks, signIn, visit, type Look } from './browser.js';
import { goTo, placesOf, type Place } from './places.js';
import { startSystem } from './system.js';

const folder = join(repositoryRoot, 'docs/screenshots');
const phone: Look = { locale: 'en-GB', colorScheme: 'light', width: 390, height: 844 };

const nameOf = (place: Place, { locale, colorScheme, width }: Look): string =>
  `${place.name}.${locale.slice(0, 2)}.${colorScheme}${width === undefined ? '' : '.phone'}.png`;

async function picture(browser: Browser, url: string, places: readonly Place[], look: Look): Promise<void> {
  for (const person of new Set(places.map((place) => place.person))) {
    const visitor = await visit(browser, url, look);
    await signIn(visitor, person);
    for (const place of places.filter((one) => one.person === person)) {
      await goTo(visitor, place);
      const name = nameOf(place, look);
      await visitor.page.screenshot({ path: join(folder, name), animations: 'disabled' });
      process.stdout.write(`${name}\n`);
    }
    await visitor.close();
  }
}

const stage = new Stage();
try {
  const program = await findChromium();
  await mkdir(folder, { recursive: true });
  process.stderr.write('Starting the demo …\n');
  const system = await startSystem(stage, 60, await stage.directory());
  const places = placesOf(await system.ownAssessment('E005'));
  const browser = await launch(program);
  for (const look of [...looks, phone]) await picture(browser, system.url, places, look);
  await browser.close();
} finally {
  await stage.clear();
}
