// The view that the benches fill: reporting's grades, a row for each review.
import { gradeProjectionName, type GradeState } from '@rung/reporting/grade';
import type { Pool } from 'pg';

import { mustBe, numberOf } from './counted.js';

/** Waits until the projection's cursors, which are committed with its rows, are behind so many events in all. */
export const untilProjected = (pool: Pool, events: number): Promise<void> =>
  untilSum(pool, `select sum(position) from projection_cursors where projection = '${gradeProjectionName}'`, events);

/** Waits until the one number that a query answers is there. */
export async function untilSum(pool: Pool, text: string, wanted: number): Promise<void> {
  while ((await numberOf(pool, text)) < wanted) await new Promise((resolve) => setTimeout(resolve, 20));
}

export const gradesIn = (pool: Pool, state: GradeState): Promise<number> => numberOf(pool, 'select count(*) from grades where state = $1', [state]);

/**
 * What cannot be read is parked, which takes another time than being projected.
 * @throws Error unless so many reviews are in the view, in this state and with an explanation.
 */
export async function mustBeGraded(pool: Pool, reviews: number, state: GradeState): Promise<void> {
  mustBe(reviews, await gradesIn(pool, state), `reviews are to be ${state}`);
  mustBe(reviews, await numberOf(pool, 'select count(*) from grade_explanations'), 'reviews are to be explained');
}
