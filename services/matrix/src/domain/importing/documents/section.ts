// Headings that name no competency, but what kind of words about one stands below: "Example behaviours", "Questions".
import { isOfLevel, knownHeader, type Beside } from '../tables/header-words.js';
import type { Block, Heading } from './blocks.js';

export type Section = Beside | 'statement';

/**
 * What stands below a heading at a level: there a heading of these words names no competency.
 * @param above those of the headings that the block stands below
 * @param speaksOfLevel the whole file does, of one
 * @param levels headings that name levels
 */
export function sectionOf(block: Block | undefined, next: Block | undefined, above: readonly (string | undefined)[], speaksOfLevel: boolean, levels: ReadonlySet<string>): Section | undefined {
  if (block?.is !== 'heading' || (next?.is !== 'entry' && next?.is !== 'paragraph')) return undefined;
  const known = knownHeader(block.text);
  return isOfLevel(known) && (speaksOfLevel || isBelowLevel(block, above, levels)) ? known : undefined;
}

function isBelowLevel({ depth }: Heading, above: readonly (string | undefined)[], levels: ReadonlySet<string>): boolean {
  return above.slice(0, depth - 1).some((words) => words !== undefined && levels.has(words));
}
