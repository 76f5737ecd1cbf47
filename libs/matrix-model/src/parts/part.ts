// The parts of a matrix: the smallest things that two editors may change independently of each other.
import { z } from 'zod';

import { code, competency, expectation, level, matrixFrame, term } from '../matrix.js';

/** A matrix' own fields, without its lists. */
export const heading = matrixFrame.pick({ name: true, reading: true, groupNames: true });

/** A competency without its cells, own and referred to. */
export const competencyHead = competency.omit({ cells: true, sameAs: true }).extend({ after: code.nullable().describe('The competency that it stands behind; null for the first one') });
export type CompetencyHead = z.infer<typeof competencyHead>;

const was = <Part extends z.ZodType>(part: Part) => ({ before: part.describe('As it was'), after: part.describe('As it became') });
const wasIfThere = <Part extends z.ZodType>(part: Part) => ({
  before: part.nullable().describe('As it was; null where it was not there'),
  after: part.nullable().describe('As it became; null where it was removed'),
});

/** What a part was and what it became; null where it is not there. A cell is named by the level that it starts at, a reference by the level that it stands at. */
export const partChange = z.discriminatedUnion('part', [
  z.object({ part: z.literal('frame').describe("The matrix' own fields, without its lists"), ...was(heading) }),
  z.object({ part: z.literal('groups').describe('Which groups there are, in their order'), ...was(z.array(code)) }),
  z.object({ part: z.literal('levels').describe('Which levels there are, in their order'), ...was(z.array(level)) }),
  z.object({ part: z.literal('terms').describe('Words of the matrix'), ...was(z.array(term)) }),
  z.object({ part: z.literal('competency').describe('A competency without its cells'), competency: code, ...wasIfThere(competencyHead) }),
  z.object({ part: z.literal('cell').describe('A cell of a competency'), competency: code, level: code.describe('The one that the cell starts at'), ...wasIfThere(expectation) }),
  z.object({ part: z.literal('reference').describe('That a competency is at one level what it is at another'), competency: code, level: code, ...wasIfThere(code) }),
]);
export type PartChange = z.infer<typeof partChange>;

export type PartName =
  | { readonly part: 'frame' | 'groups' | 'levels' | 'terms' }
  | { readonly part: 'competency'; readonly competency: string }
  | { readonly part: 'cell' | 'reference'; readonly competency: string; readonly level: string };

/** A part's address within its matrix: `levels`, `competency/git`, `cell/git/junior`, `reference/git/lead`. */
export function partAddress(name: PartName): string {
  switch (name.part) {
    case 'cell':
    case 'reference':
      return `${name.part}/${name.competency}/${name.level}`;
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
