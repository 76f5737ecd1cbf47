// Compiles one project and what it references, when a source of theirs changed since the last time.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, relative } from 'node:path';

const pollMs = 100;
/** A builder writes its pid right after it made the lock; an older empty lock belongs to one that was killed in between. */
const emptyLockMs = 5000;

/**
 * The folders that a project's tsconfig.json references, from the root.
 * @param {string} root the workspace's folder
 * @param {string} project
 * @returns {string[]}
 */
export function referencesOf(root, project) {
  const { references = [] } = JSON.parse(readFileSync(join(root, project, 'tsconfig.json'), 'utf8'));
  return references.map((/** @type {{ path: string }} */ { path }) => relative(root, join(root, project, path)));
}

/**
 * The project's folder and those of all that it references, each once.
 * @param {string} root the workspace's folder
 * @param {string} project a folder below it, with a tsconfig.json
 * @param {Set<string>} found
 */
function projectsOf(root, project, found = new Set()) {
  if (found.has(project)) return found;
  found.add(project);
  for (const reference of referencesOf(root, project)) projectsOf(root, reference, found);
  return found;
}

/**
 * @param {string} folder
 * @returns {Generator<string>}
 */
export function* sourcesBelow(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory() && entry.name !== 'dist' && entry.name !== 'node_modules') yield* sourcesBelow(path);
    else if (entry.isFile() && !entry.name.endsWith('.spec.ts')) yield path;
  }
}

/**
 * Of names, times and sizes: a deleted file or an older branch shows as well as a newer file.
 * @param {Iterable<string>} paths
 */
export function digestOfFiles(paths) {
  const digest = createHash('sha256');
  for (const path of paths) {
    const { mtimeMs, size } = statSync(path);
    digest.update(`${path}:${mtimeMs}:${size}\n`);
  }
  return digest.digest('hex');
}

/**
 * @param {string} root
 * @param {string} project
 */
function digestOf(root, project) {
  const ofProjects = [...projectsOf(root, project)].flatMap((folder) => {
    const sources = join(root, folder, 'src');
    const below = [...sourcesBelow(existsSync(sources) ? sources : join(root, folder))];
    return [join(root, folder, 'tsconfig.json'), ...below.filter((path) => path.endsWith('.ts'))];
  });
  return digestOfFiles([join(root, 'tsconfig.base.json'), join(root, 'node_modules/.package-lock.json'), ...ofProjects]);
}

const stampOf = (/** @type {string} */ root, /** @type {string} */ project) => join(root, project, 'dist/.launch');

/**
 * Whether the last good build of this project saw the very sources that are there now, and its output still is.
 * @param {string} root
 * @param {string} project
 */
export function isFresh(root, project) {
  const stamp = stampOf(root, project);
  if (!existsSync(stamp) || readFileSync(stamp, 'utf8') !== digestOf(root, project)) return false;
  return [...projectsOf(root, project)].every((folder) => existsSync(join(root, folder, 'dist/tsconfig.tsbuildinfo')));
}

const isAlive = (/** @type {number} */ pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
};

const codeOf = (/** @type {unknown} */ error) => /** @type {NodeJS.ErrnoException} */ (error).code;
const sleep = (/** @type {number} */ ms) => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/**
 * Only one build at a time writes the `dist` folders; the lock of a builder that was killed is taken over.
 * @template T
 * @param {string} root
 * @param {() => T} work
 */
export function withLock(root, work) {
  const lock = join(root, 'node_modules/.rung-build');
  while (!hasTaken(lock)) {
    if (isLeftBehind(lock)) rmSync(lock, { force: true });
    sleep(pollMs);
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

const hasTaken = (/** @type {string} */ lock) => {
  try {
    writeFileSync(lock, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
};

const isLeftBehind = (/** @type {string} */ lock) => {
  try {
    const owner = Number(readFileSync(lock, 'utf8'));
    return owner === 0 ? Date.now() - statSync(lock).mtimeMs > emptyLockMs : !isAlive(owner);
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false; // released in the meantime
    throw error;
  }
};

/**
 * Compiles; what the compiler says goes to stderr.
 * @param {string} root
 * @param {string} project
 * @returns {boolean} whether all of it compiled
 */
export function build(root, project) {
  return withLock(root, () => {
    if (isFresh(root, project)) return true; // someone else did it while this one waited
    const seen = digestOf(root, project); // before compiling: what is saved meanwhile must be compiled next time
    process.stderr.write(`Compiling ${project} …\n`);
    const tsc = join(root, 'node_modules/typescript-7/bin/tsc');
    const { status } = spawnSync(process.execPath, [tsc, '-b', join(root, project)], { cwd: root, stdio: ['ignore', 2, 2] });
    if (status !== 0) return false;
    const stamp = stampOf(root, project);
    mkdirSync(join(root, project, 'dist'), { recursive: true });
    writeFileSync(`${stamp}.${process.pid}`, seen);
    renameSync(`${stamp}.${process.pid}`, stamp);
    return true;
  });
}
