// Headings that name no competency, but what kind of words about one stands below: "Example behaviours", "Questions".
import { knownHeader } from '../tables/header-words.js';
import { levelIn } from '../tables/level-names.js';
import type { Block, Heading } from './blocks.js';

const besides = ['question', 'example', 'antipattern'] as const;
export type Beside = (typeof besides)[number];
export type Section = Beside | 'statement';

/**
 * What stands below a heading at a level: there a heading of these words names no competency.
 * @param above those of the headings that the block stands below
 * @param isOfLevel the whole file speaks of one
 */
export function sectionOf(block: Block | undefined, next: Block | undefined, above: readonly (string | undefined)[], isOfLevel: boolean): Section | undefined {
  if (block?.is !== 'heading' || (next?.is !== 'entry' && next?.is !== 'paragraph')) return undefined;
  const known = knownHeader(block.text);
  const section = known === 'statement' ? known : besides.find((one) => one === known);
  return section !== undefined && (isOfLevel || isBelowLevel(block, above)) ? section : undefined;
}

function isBelowLevel({ depth }: Heading, above: readonly (string | undefined)[]): boolean {
  return above.slice(0, depth - 1).some((words) => words !== undefined && levelIn(words) !== undefined);
}
