import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';

const source = fileURLToPath(new URL('..', import.meta.url));
const files = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((path) => /\.tsx?$/.test(path) && path.includes('/'));

interface Way {
  readonly from: string;
  readonly to: string;
}

/** From folder to folder. What is loaded when it is come to (`import('…')`) is no part of what asks for it. */
const ways: readonly Way[] = files.flatMap((path) =>
  [...readFileSync(join(source, path), 'utf8').matchAll(/^(?:import|\}|export).*? ?'(\.[^']+)'/gm)]
    .map(([, to]) => ({ from: dirname(path), to: dirname(normalize(join(dirname(path), to!))) }))
    .filter(({ from, to }) => from !== to),
);

/** The folders that lead back to where they began. */
function inCircles(all: readonly Way[]): string[] {
  const reachedFrom = (folder: string): Set<string> => {
    const reached = new Set<string>();
    const visit = (one: string): void =>
      all.filter(({ from, to }) => from === one && !reached.has(to)).forEach(({ to }) => {
        reached.add(to);
        visit(to);
      });
    visit(folder);
    return reached;
  };
  return [...new Set(all.map(({ from }) => from))].filter((folder) => reachedFrom(folder).has(folder)).sort();
}

const pageOf = (folder: string): string | undefined => /^pages\/[^/]+/.exec(folder)?.[0];
const betweenPages = (all: readonly Way[]): Way[] => all.filter(({ from, to }) => pageOf(from) !== undefined && pageOf(to) !== undefined && pageOf(from) !== pageOf(to));

describe('the folders of the page', () => {
  it('lead one way: none back to where it began', () => {
    expect(ways.length).toBeGreaterThan(100);
    expect(inCircles(ways)).toEqual([]);
    expect(inCircles([...ways, { from: 'keys', to: 'pages/matrix' }])).toContain('keys');
  });

  it('of one page take nothing from those of another: what two share lies below both', () => {
    expect(betweenPages(ways)).toEqual([]);
    expect(betweenPages([{ from: 'pages/grade/gates', to: 'pages/matrix/grid' }])).toHaveLength(1);
  });

  it('hold no more than can be seen at once', () => {
    const sizes = new Map<string, number>();
    for (const path of files.filter((one) => one.startsWith('pages/') && !/\.(spec|fixture)\.ts$/.test(one))) sizes.set(dirname(path), (sizes.get(dirname(path)) ?? 0) + 1);
    expect([...sizes].filter(([, size]) => size > 12)).toEqual([]);
  });
});
