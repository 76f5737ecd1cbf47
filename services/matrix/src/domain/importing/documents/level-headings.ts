// Which headings of a document name levels, and what stands beside these.
import { levelsAmong } from '../tables/level-names.js';
import type { Block, Heading } from './blocks.js';

/** Each beside those of its depth: "Data analyst" names one where "Junior data analyst" does. */
export function levelHeadingsIn(blocks: readonly Block[], title: Heading | undefined): ReadonlySet<string> {
  const headings = blocks.filter((block) => block.is === 'heading' && block !== title) as Heading[];
  const depths = [...new Set(headings.map(({ depth }) => depth))];
  return new Set(depths.flatMap((depth) => [...levelsAmong(headings.filter((one) => one.depth === depth).map(({ text }) => text))]));
}

/**
 * The headings, by the path to them, that stand below the same as several levels do and name none: "How to use this" behind "Senior". Where
 * one of them stands below others as well, it may be a level by another name.
 */
export function besideLevels(paths: readonly (readonly string[])[], levels: ReadonlySet<string>): ReadonlySet<string> {
  const below = new Map<string, Set<string>>();
  for (const path of paths) for (const [at, name] of path.entries()) if (name !== '') below.set(pathTo(path, at), (below.get(pathTo(path, at)) ?? new Set()).add(name));
  const others = [...below].flatMap(([path, names]) => {
    const called = [...names].filter((name) => levels.has(name)).length;
    return called >= 2 ? [...names].filter((name) => !levels.has(name)).map((name) => ({ path, name })) : [];
  });
  return new Set(others.filter(({ path, name }) => ![...below].some(([other, names]) => other !== path && names.has(name))).map(({ path, name }) => `${path}${JSON.stringify(name)}`));
}

/** @param at the depth of a heading, from 0 */
export function pathTo(path: readonly string[], at: number): string {
  return `${at} ${path.slice(0, at).map((name) => JSON.stringify(name)).join(' ')} `;
}
