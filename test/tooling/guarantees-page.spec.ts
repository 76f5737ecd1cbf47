// Every test that the page on guarantees names is there, and no promise is without one.
import { existsSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

import { describe, expect, it } from '@jest/globals';

import { repositoryRoot } from '../repository-root.js';

const page = readFileSync(join(repositoryRoot, 'docs/guarantees.md'), 'utf8');
/** `[label]: path`, at the end of the page. */
const places = new Map([...page.matchAll(/^\[(.+)\]: (\S+)$/gm)].map(([, label = '', path = '']) => [label, path]));
/** `[label]` elsewhere, where no path follows. */
const named = [...page.matchAll(/\[([^\]]+)\](?![(:])/g)].map(([, label = '']) => label);
const promises = page.split('\n').filter((line) => /^\| \d+ \|/.test(line));

describe('the page on guarantees', () => {
  it('has a place for each test that it names, and names each that it has a place for', () => {
    expect([...new Set(named)].sort()).toEqual([...places.keys()].sort());
  });

  it.each(promises.map((row) => ({ number: row.split('|')[1]?.trim(), shown: row.split('|')[4] ?? '' })))('names the tests of promise $number as links', ({ shown }) => {
    expect(shown).toMatch(/\[.+\]/);
    expect(shown.replaceAll(/\[[^\]]+\]/g, '')).not.toContain('`');
  });

  it.each([...places])('leads from %s to tests of that name', (label, path) => {
    const file = join(repositoryRoot, 'docs', path);
    expect({ path, isThere: existsSync(file) }).toEqual({ path, isThere: true });
    const name = /^`([a-z-]+)`/.exec(label)?.[1];
    expect(basename(file)).toMatch(name === undefined ? /-contract\.ts$/ : new RegExp(`^${name}\\.((int|e2e)\\.)?spec\\.ts$`));
    expect(readFileSync(file, 'utf8')).toMatch(name === undefined ? /\bdescribe\(/ : /\bit(\.each)?\(/);
  });
});
