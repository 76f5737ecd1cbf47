// When the assessments of peers, or upward ones, may be counted.

/** Fewer people are no aggregate (docs/decisions/0010). */
export const fewestPeople = 5;

/** How many participants the assessments of a role are about, by whether they have been answered. */
export interface PeopleBehind {
  readonly peopleAnswered: number;
  readonly peopleUnanswered: number;
}

/**
 * Who names raters knows how many there are: what is answered and what is not can each be had from the other by subtraction, so
 * both must be about enough people, or neither is told.
 */
export function mayBeCounted({ peopleAnswered, peopleUnanswered }: PeopleBehind): boolean {
  return peopleAnswered >= fewestPeople && peopleUnanswered >= fewestPeople;
}
