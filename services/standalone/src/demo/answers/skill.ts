// What people can do, and what others see of it.
import type { RaterRole, RatingValue } from '@rung/contracts';

import { drawFor } from '../draw.js';
import type { Employee } from '../organisation/organisation.js';

/** A cell as an assessment names it; `place` is that of the level that it starts at, from 0. */
export interface Cell {
  readonly competency: string;
  readonly level: string;
  readonly place: number;
}

export interface Rater {
  readonly key: string;
  readonly role: RaterRole;
}

/** Somebody whose skill is one above a cell's place shows what the cell asks for; this far above it, more than that. */
const shownFrom = 1;
const beyondFrom = 2.1;
const partlyFrom = 0.1;

/** How much a grade of the past says too much (below 0), or too little (1: the next level is reached), and how often, in percent. */
const sinceThen: readonly (readonly [percent: number, change: number])[] = [
  [10, 0.2],
  [42, 1.2],
  [40, 2.2],
  [8, 2.8],
];
/** The same for who has no grade yet, against the lowest level. */
const newcomers: readonly (readonly [percent: number, change: number])[] = [
  [35, 0.5],
  [65, 2.1],
];

const unableToJudge: Readonly<Record<RaterRole, number>> = { self: 0.01, peer: 0.08, manager: 0.04, upward: 0.2 };
/** People think a little better of themselves than others do. */
const kindness: Readonly<Record<RaterRole, number>> = { self: 0.25, peer: 0.05, manager: 0, upward: 0 };

/** On the ladder of the matrix: the place of a level plus one, for somebody who just meets what that level asks for. */
export function skillOf({ key, entryPlace }: Employee): number {
  const draw = drawFor('skill', key);
  const noise = 0.15 * draw.normal();
  let ticket = draw.whole(0, 99);
  for (const [percent, change] of entryPlace === null ? newcomers : sinceThen) {
    if (ticket < percent) return (entryPlace ?? 0) + 0.6 + change + noise;
    ticket -= percent;
  }
  return entryPlace ?? 0;
}

/** Most people can show what a cell demands proof of. */
export function hasEvidence({ key }: Employee): boolean {
  return drawFor('evidence', key).chance(0.93);
}

/**
 * What a rater answers.
 * @param demandsProof whether a 2 or 3 needs evidence of the person's, so that nobody gives one without.
 */
export function ratingOf(person: Employee, rater: Rater, cell: Cell, demandsProof: boolean): RatingValue {
  const about = [person.key, cell.competency, cell.level];
  // what there is to see is the same for all; how each sees it is not
  const shown = skillOf(person) - cell.place + 0.3 * drawFor('cell', ...about).normal() + 0.15 * drawFor('difficulty', cell.competency).normal();
  const draw = drawFor('rating', rater.role, rater.key, ...about);
  if (draw.chance(unableToJudge[rater.role])) return 'n';
  const seen = shown + kindness[rater.role] + 0.25 * draw.normal();
  const most = demandsProof && !hasEvidence(person) ? 1 : 3;
  return Math.min(most, seen >= beyondFrom ? 3 : seen >= shownFrom ? 2 : seen >= partlyFrom ? 1 : 0) as RatingValue;
}

/** What one did lately is seen by several: so many more cells than a rater may choose are in sight. */
const moreInSight = 3;

/** Of the cells that a rater may choose from, those that the two worked on together. */
export function chosenCells<Offered>(person: Employee, rater: Rater, offered: readonly Offered[], atMost: number): Offered[] {
  const inSight = drawFor('in sight', person.key).some(offered, atMost + moreInSight);
  const draw = drawFor('chosen', person.key, rater.key);
  return draw.some(inSight, draw.whole(Math.ceil(atMost / 2), atMost));
}
