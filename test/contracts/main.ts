// `npm run contracts -- write | record | release`: keeps what libs/contracts publishes up to date (docs/events.md).
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { SampleRecord } from '@rung/contracts/schemas';

import { contractsFolder, currentFolder, generatedFiles, readPublished, releases, sampleFiles, version } from './contract-files.js';
import { recordSamples } from './recording.js';
import { sealReleases } from './release-seals.js';

const usage = `Usage: npm run contracts -- COMMAND
  write     writes the schemas and the AsyncAPI document from the source
  record    takes samples from the traffic of the distributed demo, then writes
  release   keeps what is written as that of version ${version}, for ever
`;

/** Samples stay until others of the same event and version come. */
function write(recorded: readonly SampleRecord[]): void {
  const known = existsSync(currentFolder) ? readPublished(currentFolder, 'current') : { samples: [], upcastResults: [] };
  const samples = new Map([...sampleFiles(known.samples), ...sampleFiles(recorded)]);
  const all = [...samples.values()].flatMap((text) => JSON.parse(text) as SampleRecord[]);
  const files = new Map([...samples, ...generatedFiles({ samples: all, upcastResults: known.upcastResults }, releases())]);
  rmSync(currentFolder, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(join(currentFolder, file)), { recursive: true });
    writeFileSync(join(currentFolder, file), text);
  }
}

function release(): void {
  const folder = join(contractsFolder, 'released', version);
  if (existsSync(folder)) return refuse(`Version ${version} is released already; raise "version" in package.json first.\n`, 1);
  write([]); // what is kept for ever is what the source says
  cpSync(currentFolder, folder, { recursive: true });
  sealReleases(contractsFolder);
}

function refuse(words: string, exitCode: number): void {
  process.stderr.write(words);
  process.exitCode = exitCode;
}

const [command] = process.argv.slice(2);
if (command === 'write') write([]);
else if (command === 'record') write(await recordSamples());
else if (command === 'release') release();
else refuse(usage, 2);
