import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { filesBelow, referencesOf, root, rootManifest, stemOf, workspaces } from './workspaces.js';

const tags = ['type:core', 'type:contracts', 'type:adapter', 'type:service', 'type:composition', 'type:testing', 'type:console'];
const dumpingGrounds = /^(utils?|helpers?|common|shared|misc|base|types|constants|manager)$|-(utils?|helpers?|manager|impl)$/;

describe.each(workspaces.map((workspace) => ({ ...workspace, name: workspace.manifest.name })))(
  'the workspace $name',
  ({ folder, manifest, references, sources }) => {
    it('has exactly one tag, a known one', () => {
      expect(manifest.nx?.tags).toHaveLength(1);
      expect(tags).toContain(manifest.nx?.tags?.[0]);
    });

    it('is built with the others, or, for a page, checked with them', () => {
      if (manifest.nx?.tags?.includes('type:console')) expect(rootManifest.scripts?.['check']).toContain(`tsc -p ${folder} `);
      else expect(referencesOf('.')).toContain(folder);
    });

    it('references the build of everything of ours that it depends on', () => {
      const folders = new Map(workspaces.map((workspace) => [workspace.manifest.name, workspace.folder]));
      const needed = Object.keys(manifest.dependencies ?? {}).flatMap((name) => folders.get(name) ?? []);
      expect(references).toEqual(expect.arrayContaining(needed));
    });

    it('exports sources that are there, beside their builds', () => {
      for (const { 'rung-source': source, types, default: built } of Object.values(manifest.exports ?? {})) {
        expect(sources).toContain(`${folder}/${source.slice(2)}`);
        const stem = source.replace('./src/', './dist/').replace(/\.ts$/, '');
        expect({ types, built }).toEqual({ types: `${stem}.d.ts`, built: `${stem}.js` });
      }
    });

    it('has no barrel but what it exports', () => {
      const exported = Object.values(manifest.exports ?? {}).map(({ 'rung-source': source }) => `${folder}/${source.slice(2)}`);
      expect(exported).toEqual(expect.arrayContaining(sources.filter((path) => path.endsWith('/index.ts'))));
    });

    it('names its files after what they hold', () => {
      expect(sources.filter((path) => path.split('/').some((part) => dumpingGrounds.test(stemOf(part))))).toEqual([]);
    });

    it('pins every package to one version', () => {
      const { dependencies, devDependencies, optionalDependencies } = manifest;
      const loose = Object.entries({ ...dependencies, ...devDependencies, ...optionalDependencies }).filter(([, version]) => !/^\d+\.\d+\.\d+(-[\w.]+)?$/.test(version));
      expect(loose).toEqual([]);
    });
  },
);

describe('the documentation', () => {
  const pages = [...readdirSync(root).filter((name) => name.endsWith('.md')), ...filesBelow('docs').filter((path) => path.endsWith('.md'))];
  const ownScripts = new Set(Object.keys(rootManifest.scripts ?? {}));
  const scriptsOf = (text: string) => [...text.matchAll(/\bnpm (?:run ([\w:-]+)|(start|test)\b)/g)].map(([, script, short]) => script ?? short ?? '');

  it.each(pages)('%s names scripts that exist', (page) => {
    const named = scriptsOf(readFileSync(join(root, page), 'utf8'));
    expect(named.filter((script) => !ownScripts.has(script))).toEqual([]);
  });

  it('would be caught with one that does not', () => {
    expect(scriptsOf('first `npm run nonesuch`, then `npm test`')).toEqual(['nonesuch', 'test']);
    expect(ownScripts.has('nonesuch')).toBe(false);
  });

  it.each(['start', 'distributed', 'rung', 'test', 'bench', 'contracts', 'lint', 'build', 'check'])('has a script %s to speak of', (script) => {
    expect(ownScripts).toContain(script);
  });
});

describe('the list of commit scopes', () => {
  const table = readFileSync(join(root, 'CONTRIBUTING.md'), 'utf8').split('\n').filter((line) => line.startsWith('| `'));
  const scopes = table.flatMap((line) => [...(line.split('|')[1] ?? '').matchAll(/`([\w-]+)`/g)].map(([, scope]) => scope));

  it('has every project', () => {
    // what lies within another has the scope of that
    const whole = workspaces.filter(({ folder }) => !workspaces.some((other) => folder.startsWith(`${other.folder}/`)));
    expect(scopes).toEqual(expect.arrayContaining(whole.map(({ manifest }) => manifest.name.replace('@rung/', ''))));
  });
});
