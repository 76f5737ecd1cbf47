// `npm run contracts -- write | record | release`: keeps what libs/contracts publishes up to date (docs/events.md).
import { cpSync, existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

import type { SampleRecord } from '@rung/contracts/schemas';

import { currentFolder, generatedFiles, readPublished, releaseFolder, releases, sampleFiles, version } from './contract-files.js';
import { recordSamples } from './recording.js';

const usage = `Usage: npm run contracts -- COMMAND
  write     writes the schemas and the AsyncAPI document from the source
  record    takes samples from the traffic of the distributed demo, then writes
  release   keeps what is written as that of version ${version}, for ever
`;

/** Samples stay until others of the same event and version come. */
function write(recorded: readonly SampleRecord[]): void {
  const known = existsSync(currentFolder) ? readPublished(currentFolder, 'current').samples : [];
  const samples = new Map([...sampleFiles(known), ...sampleFiles(recorded)]);
  const files = new Map([...samples, ...generatedFiles([...samples.values()].flatMap((text) => JSON.parse(text) as SampleRecord[]), releases())]);
  rmSync(currentFolder, { recursive: true, force: true });
  for (const [file, text] of files) {
    mkdirSync(dirname(join(currentFolder, file)), { recursive: true });
    writeFileSync(join(currentFolder, file), text);
  }
}

function release(): void {
  const folder = releaseFolder(version);
  if (existsSync(folder)) return refuse(`Version ${version} is released already; raise "version" in package.json first.\n`, 1);
  cpSync(currentFolder, folder, { recursive: true });
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
