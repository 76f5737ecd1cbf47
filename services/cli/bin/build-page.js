// Builds the page of the console where a source of it changed since the last time, or where it was never built.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

import { digestOfFiles, referencesOf, sourcesBelow, withLock } from './build.js';

/** Of the project and of what it is composed of: who goes by way of another serves no page. @param {string} root @param {string} project */
function pagesOf(root, project) {
  return [project, ...referencesOf(root, project)].map((folder) => join(root, folder, 'web')).filter((folder) => existsSync(join(folder, 'vite.config.ts')));
}

/** @param {string} root @param {string} page */
function digestOf(root, page) {
  // what the page is made with, and what it shares with the services
  const elsewhere = [join(root, 'node_modules/.package-lock.json'), ...sourcesBelow(join(root, 'libs/matrix-model/src'))];
  return digestOfFiles([...elsewhere, ...sourcesBelow(page)]);
}

const stampOf = (/** @type {string} */ page) => join(page, 'dist/.launch');

/** @param {string} root @param {string} page */
function isFresh(root, page) {
  return existsSync(join(page, 'dist/index.html')) && existsSync(stampOf(page)) && readFileSync(stampOf(page), 'utf8') === digestOf(root, page);
}

/**
 * Nothing to do for a project that serves no page. What goes wrong is told and ends nothing: the API is of use without a page.
 * @param {string} root
 * @param {string} project
 */
export function buildPages(root, project) {
  for (const page of pagesOf(root, project)) {
    if (isFresh(root, page)) continue;
    withLock(root, () => buildPage(root, page));
  }
}

/** @param {string} root @param {string} page */
function buildPage(root, page) {
  if (isFresh(root, page)) return; // someone else did it while this one waited
  const seen = digestOf(root, page); // before building: what is saved meanwhile must be built next time
  process.stderr.write('Building the page …\n');
  const vite = [join(page, 'node_modules'), join(root, 'node_modules')].map((folder) => join(folder, 'vite/bin/vite.js')).find(existsSync);
  if (vite === undefined) return void process.stderr.write('The page cannot be built: its tools are not installed. Run: npm ci --loglevel=notice\n');
  // as it is served: React made for development, or for tests, is beyond what a page may load at first
  const env = { ...process.env, NODE_ENV: 'production' };
  const { status } = spawnSync(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: page, env, stdio: ['ignore', 2, 2] });
  if (status !== 0) return void process.stderr.write('The page did not build; see above. The API is served without it, or with the page of the last build.\n');
  writeFileSync(stampOf(page), seen);
}
