// Runs a program of this workspace straight from its TypeScript: `node services/cli/bin/launch.js services/cli main -- arguments`.
// Compiles first when a source changed, then becomes the program: same process, so its pid and its signals are the program's own.
// Whatever the launcher itself has to say goes to stderr; stdout belongs to the program.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

import { buildPages } from './build-page.js';
import { build, isFresh } from './build.js';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const [project = '', entry = '', ...programArguments] = process.argv.slice(2);

const asksForHelp = programArguments.some((word) => word === '--help' || word === '-h');

/** @param {string} message @returns {never} */
function giveUp(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** Knows the one form that this workspace's `engines` takes: `>=20.19`. */
function checkNode() {
  const { engines } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [major = 0, minor = 0] = engines.node.replace('>=', '').split('.').map(Number);
  const [foundMajor = 0, foundMinor = 0] = process.versions.node.split('.').map(Number);
  if (foundMajor > major || (foundMajor === major && foundMinor >= minor)) return;
  giveUp(`Rung needs Node ${major}.${minor} or newer; this is Node ${process.versions.node}.`);
}

function checkInstalled() {
  if (existsSync(join(root, 'node_modules/.package-lock.json'))) return;
  giveUp('Nothing is installed yet. Run this first (it takes a minute or two):\n\n    npm ci --loglevel=notice\n');
}

/** npm runs a script at the root wherever it was called, and who names a file means it from where they are. */
function goWhereCalled() {
  const { INIT_CWD: called, npm_lifecycle_event: script } = process.env;
  if (script === 'rung' && called !== undefined) process.chdir(called);
}

/** @param {string} file */
async function becomeProgram(file) {
  if (!existsSync(file)) giveUp(`There is no ${entry}.ts in ${project}.`);
  process.argv = [process.execPath, file, ...programArguments];
  try {
    await import(pathToFileURL(file).href);
  } catch (error) {
    if (!(error instanceof Error) || !/^Cannot find package/.test(error.message)) throw error;
    giveUp(`${error.message}\n\nThe installed packages do not match this version. Run: npm ci --loglevel=notice`);
  }
}

if (project === '' || entry === '') giveUp('Usage: node services/cli/bin/launch.js PROJECT ENTRY [ARGUMENTS]');
checkNode();
checkInstalled();
if (!isFresh(root, project) && !build(root, project)) giveUp(`${project} does not compile; see above.`);
if (!asksForHelp) buildPages(root, project);
goWhereCalled();
await becomeProgram(join(root, project, 'dist', `${entry}.js`));
