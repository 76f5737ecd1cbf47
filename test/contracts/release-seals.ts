// Releases are sealed with a checksum of every file, so that no edit of what was promised passes for the promise.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** As `sha256sum` writes and checks it: `cd libs/contracts && sha256sum -c released.sha256`. */
const sealFile = 'released.sha256';

/** Adds the checksums of the releases that have none yet. Seals that are there stay as they are. */
export function sealReleases(folder: string): void {
  const seals = sealsIn(folder);
  const sealed = new Set([...seals.keys()].map(releaseOf));
  const added = filesOf(folder).filter((file) => !sealed.has(releaseOf(file)));
  const lines = [...seals, ...added.map((file) => [file, checksum(folder, file)] as const)].map(([file, sum]) => `${sum}  ${file}\n`);
  writeFileSync(join(folder, sealFile), lines.join(''));
}

/** What is not as it was released, in words that say what to do. */
export function brokenSeals(folder: string): readonly string[] {
  const seals = sealsIn(folder);
  const files = filesOf(folder);
  const there = new Set(files);
  const wayOut = (file: string): string => `Take it from the history: \`git log -- libs/contracts/${file}\`.`;
  return [
    ...[...seals.keys()].filter((file) => !there.has(file)).map((file) => `libs/contracts/${file} is gone: what was released is kept for ever, since logs and topics hold it. ${wayOut(file)}`),
    ...files.filter((file) => seals.has(file) && seals.get(file) !== checksum(folder, file)).map((file) => `libs/contracts/${file} was edited after its release, which changes a promise and no event. ${wayOut(file)} A change belongs in libs/contracts/src, as docs/events.md says.`),
    ...files.filter((file) => !seals.has(file)).map((file) => `libs/contracts/${file} has no seal in ${sealFile}: it was added to a release, or the seal was taken away. Only \`npm run contracts -- release\` adds to released/; remove the file, or put the seal back.`),
  ];
}

/** File, below the folder and with forward slashes → checksum. */
function sealsIn(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, sealFile);
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter((line) => line !== '') : [];
  return new Map(lines.map((line) => [line.slice(66), line.slice(0, 64)]));
}

function filesOf(folder: string): readonly string[] {
  const below = (path: string): readonly string[] =>
    readdirSync(join(folder, path), { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() ? below(`${path}/${entry.name}`) : [`${path}/${entry.name}`]));
  return existsSync(join(folder, 'released')) ? [...below('released')].sort() : [];
}

const releaseOf = (file: string): string => file.split('/')[1] ?? '';
const checksum = (folder: string, file: string): string => createHash('sha256').update(readFileSync(join(folder, file))).digest('hex');
