// The parts of a matrix: the smallest things that two editors may change independently of each other.
import { z } from 'zod';

import { code, competency, expectation, level, matrixFrame, term } from '../matrix.js';

/** A matrix' own fields, without its lists. */
export const heading = matrixFrame.pick({ name: true, reading: true, groupNames: true });

/** A competency without its cells. `after` is the competency that it stands behind; null for the first one. */
export const competencyHead = competency.omit({ cells: true }).extend({ after: code.nullable() });
export type CompetencyHead = z.infer<typeof competencyHead>;

/** What a part was and what it became; null where it is not there. A cell is named by the level that it starts at. */
export const partChange = z.discriminatedUnion('part', [
  z.object({ part: z.literal('frame'), before: heading, after: heading }),
  z.object({ part: z.literal('groups'), before: z.array(code), after: z.array(code) }),
  z.object({ part: z.literal('levels'), before: z.array(level), after: z.array(level) }),
  z.object({ part: z.literal('terms'), before: z.array(term), after: z.array(term) }),
  z.object({ part: z.literal('competency'), competency: code, before: competencyHead.nullable(), after: competencyHead.nullable() }),
  z.object({ part: z.literal('cell'), competency: code, level: code, before: expectation.nullable(), after: expectation.nullable() }),
]);
export type PartChange = z.infer<typeof partChange>;

export type PartName =
  | { readonly part: 'frame' | 'groups' | 'levels' | 'terms' }
  | { readonly part: 'competency'; readonly competency: string }
  | { readonly part: 'cell'; readonly competency: string; readonly level: string };

/** A part's address within its matrix: `levels`, `competency/git`, `cell/git/junior`. */
export function partAddress(name: PartName): string {
  switch (name.part) {
    case 'cell':
      return `cell/${name.competency}/${name.level}`;
    case 'competency':
      return `competency/${name.competency}`;
    case 'frame':
    case 'groups':
    case 'levels':
    case 'terms':
      return name.part;
  }
}

/** The same change backwards. */
export function swapped(parts: readonly PartChange[]): PartChange[] {
  return parts.map((one) => ({ ...one, before: one.after, after: one.before }) as PartChange);
}
