// What the workspace consists of, as its own files say it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

interface Manifest {
  readonly name: string;
  readonly nx?: { readonly tags?: readonly string[] };
  readonly scripts?: Readonly<Record<string, string>>;
  readonly exports?: Readonly<Record<string, { readonly 'rung-source': string; readonly types: string; readonly default: string }>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

export interface Workspace {
  /** From the root, with forward slashes. */
  readonly folder: string;
  readonly manifest: Manifest;
  /** The folders that its tsconfig.json references. */
  readonly references: readonly string[];
  readonly sources: readonly string[];
}

const skipped = new Set(['node_modules', 'dist', 'peers']);

/** A workspace within another one is no part of it. */
const isWorkspace = (folder: string): boolean => existsSync(join(root, folder, 'package.json'));

/** Files below a folder, from the root of the workspace. */
export function filesBelow(folder: string): readonly string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return [path];
    return skipped.has(entry.name) || isWorkspace(path) ? [] : filesBelow(path);
  });
}

export const readJson = <T>(path: string): T => JSON.parse(readFileSync(join(root, path), 'utf8')) as T;

/** The folders that a tsconfig.json references, from the root. */
export function referencesOf(folder: string): readonly string[] {
  const { references = [] } = readJson<{ references?: readonly { path: string }[] }>(join(folder, 'tsconfig.json'));
  return references.map(({ path }) => relative(root, join(root, folder, path)).replaceAll('\\', '/'));
}

export const rootManifest = readJson<Manifest>('package.json');

/** Every npm workspace of the repository. */
export const workspaces: readonly Workspace[] = ['libs', 'services']
  .flatMap((parent) => readdirSync(join(root, parent)).map((name) => `${parent}/${name}`))
  .concat('services/console/web', 'test')
  .filter((folder) => existsSync(join(root, folder, 'package.json')))
  .map((folder) => ({
    folder,
    manifest: readJson<Manifest>(join(folder, 'package.json')),
    references: referencesOf(folder),
    sources: filesBelow(folder).filter((path) => /\.[jt]sx?$/.test(path)),
  }));

/** The name of a file without its endings. */
export const stemOf = (path: string): string => basename(path).split('.')[0] ?? '';
