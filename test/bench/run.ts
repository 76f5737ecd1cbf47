// `npm run bench [-- NAME …] [--json] [--long]`: runs the benches in `bench/*/*.bench.ts` and sets both sides' medians side by side.
// A name is a bench's, or a folder's for all that are in it.
// Exit code 0: every aim met; 1: one missed, or a bench that could not run; 2: called wrongly.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';

import { benchFolder } from './bench-folder.js';
import { meetsAim, type Bench, type BenchResult } from './bench-result.js';
import { tableOf } from './table.js';

interface Found {
  readonly name: string;
  readonly folder: string;
  readonly module: string;
}

const compiled = fileURLToPath(new URL('.', import.meta.url));
const progress = (message: string) => void process.stderr.write(`${message}\n`);

/** Benches are found by their sources, so that a compiled one whose source is gone does not run. */
function findBenches(): readonly Found[] {
  const folders = readdirSync(benchFolder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== 'peers');
  return folders.flatMap(({ name: folder }) =>
    readdirSync(join(benchFolder, folder))
      .filter((file) => file.endsWith('.bench.ts'))
      .map((file) => ({ name: file.replace('.bench.ts', ''), folder, module: join(compiled, folder, file.replace(/\.ts$/, '.js')) })),
  );
}

function known(benches: readonly Found[]): string {
  const names = benches.map(({ name }) => name);
  const folders = new Set(benches.map(({ folder }) => folder).filter((folder) => !names.includes(folder)));
  return [...names, ...[...folders].map((folder) => `${folder} (all in it)`)].join(', ');
}

function readArguments() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: { json: { type: 'boolean', default: false }, long: { type: 'boolean', default: false } },
    });
    return { ...values, names: positionals };
  } catch (error) {
    return refuse(error instanceof Error ? error.message : String(error));
  }
}

function refuse(message: string): never {
  progress(message);
  progress('Usage: npm run bench [-- NAME …] [--json] [--long]');
  process.exit(2);
}

const { json, long, names } = readArguments();
const all = findBenches();
const isCalled = (bench: Found, name: string): boolean => bench.name === name || bench.folder === name;
const unknown = names.filter((name) => !all.some((bench) => isCalled(bench, name)));
if (unknown.length > 0) refuse(`There is no bench ${unknown.join(', ')}. There are: ${known(all) || 'none yet'}.`);

const results: BenchResult[] = [];
let failures = 0;
for (const { name, module } of all.filter((bench) => names.length === 0 || names.some((name) => isCalled(bench, name)))) {
  progress(`${name} …`);
  try {
    const bench = (await import(pathToFileURL(module).href)) as Bench;
    const measured = await bench.results({ isLong: long, progress });
    results.push(...measured);
    progress(tableOf(measured)); // what comes after may take the whole run down
  } catch (error) {
    failures += 1;
    progress(`✗ ${name} could not run: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
  }
}

process.stdout.write(json ? `${JSON.stringify({ results }, null, 2)}\n` : `${tableOf(results)}\n`);
process.exitCode = failures === 0 && results.every(meetsAim) ? 0 : 1;
