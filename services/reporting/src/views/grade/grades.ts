import { Inject, Injectable } from '@nestjs/common';
import { notFound, readAtLeast, unavailable, type Actor } from '@rung/service-kit';
import type { Versioned, ViewCache } from '@rung/view-cache';
import type { Pool } from 'pg';

import { gathering } from '../../gathering.js';
import { GRADE_CACHE, POOL } from '../../tokens.js';
import type { KeyedJson } from '../conditional-answer.js';
import { gradeOf, isNameless, type ExplainedGrade, type GradeView } from './grade.js';
import { keyOf } from './grade-key.js';
import type { GradeRow, GradeState } from './grade.projector.js';

interface GradeKey {
  readonly cycle: string;
  readonly person: string;
}

/** What PostgreSQL says of a grade before anything of it is served. */
interface Standing {
  readonly state: GradeState;
  readonly stream_version: number;
  readonly epoch: string;
  readonly table: number;
}

/** A row and the table that it is in, by the number that a rebuild changes: what was cached of an old table is never read again. */
type FoundRow = ExplainedGrade & Pick<Standing, 'table'>;

/** The name of a level comes with the proposal; of one that a calibration alone speaks of, with the matrix. */
const explained = `
  select grades.*, explanation, grades.tableoid as table, coalesce(grade_name, (
    select level #>> '{names,0}' from published_matrices published cross join jsonb_array_elements(published.frame -> 'levels') level
    where published.matrix_id = grades.matrix_id and published.version = grades.matrix_version and level ->> 'code' = grades.grade
  )) as grade_name
  from grades left join grade_explanations using (review)`;

/** Grades as they are served: PostgreSQL says whether and in which version, the cache saves reading and building the rest. */
@Injectable()
export class Grades {
  readonly #standing = gathering((questions: readonly GradeKey[]) => this.#standings(questions));

  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(GRADE_CACHE) private readonly cache: ViewCache,
  ) {}

  /**
   * @param cycle the latest one where it is left out: of the released grades that the reader may see, else of the proposals.
   * @param reader somebody who stands in a relation to the person; what the relation lets them see is decided here.
   * @throws DomainError not-found where there is no grade that this reader may see yet; view-behind when there is none of
   *   `atLeast` in time. A grade that the reader may not see yet is, to them, none.
   */
  async read(cycle: string | undefined, person: string, reader: Actor, atLeast?: number): Promise<KeyedJson> {
    const isSelf = reader.personId === person;
    return this.#inCycle(cycle ?? (await this.#latestCycle(person, isSelf)), person, isSelf, atLeast);
  }

  async #inCycle(cycle: string, person: string, isSelf: boolean, atLeast?: number): Promise<KeyedJson> {
    const standing = await readAtLeast(
      atLeast,
      async () => {
        const found = await this.#standing({ cycle, person });
        return found !== undefined && isVisible(found.state, isSelf) ? found : undefined;
      },
      (found) => found?.stream_version ?? 0,
    );
    if (standing === undefined) throw notFound();
    const key = keyOf({ epoch: standing.epoch, table: standing.table, cycle, person });
    // never older than what PostgreSQL has just said, whatever became of the put after the commit
    const grade = await this.cache.readJson(key, () => this.load(cycle, person), standing.stream_version);
    if (grade === undefined) throw notFound();
    return { key, ...grade };
  }

  /** Puts what a committed batch changed into the cache. */
  async refresh(reviews: readonly string[]): Promise<void> {
    const { rows } = await this.pool.query<FoundRow>(`${explained} where review = any($1::uuid[])`, [reviews]);
    const puts = rows.flatMap((row) => {
      const value = isNameless(row) ? undefined : gradeOf(row);
      return value === undefined ? [] : [this.cache.put(keyOf(row), { version: row.stream_version, value })];
    });
    await Promise.all(puts);
  }

  /** By when the events say that it was, as the order in which reviews arrive means nothing. */
  async #latestCycle(person: string, isSelf: boolean): Promise<string> {
    const { rows } = await this.pool.query<Pick<GradeRow, 'cycle' | 'state'>>({
      name: 'reporting-latest-grade',
      text: `select cycle, state from grades where person = $1
             order by state = 'released' desc, coalesce(released_at, proposed_at)::timestamptz desc nulls last, cycle`,
      values: [person],
    });
    const latest = rows.find(({ state }) => isVisible(state, isSelf));
    if (latest === undefined) throw notFound();
    return latest.cycle;
  }

  async #standings(questions: readonly GradeKey[]): Promise<(Standing | undefined)[]> {
    const { rows } = await this.pool.query<Standing & { place: number }>({
      name: 'reporting-standings',
      text: `select asked.place::integer, found.state, found.stream_version, found.epoch, found.table
             from unnest($1::uuid[], $2::uuid[]) with ordinality as asked (cycle, person, place)
             cross join lateral (select *, tableoid as table from grades where grades.cycle = asked.cycle and grades.person = asked.person limit 1) found`,
      values: [questions.map(({ cycle }) => cycle), questions.map(({ person }) => person)],
    });
    const byPlace = new Map(rows.map((row) => [row.place, row]));
    return questions.map((_, place) => byPlace.get(place + 1));
  }

  private async load(cycle: string, person: string): Promise<Versioned<GradeView> | undefined> {
    const { rows } = await this.pool.query<FoundRow>(`${explained} where cycle = $1 and person = $2`, [cycle, person]);
    const [row] = rows;
    if (row !== undefined && isNameless(row)) throw unavailable('The matrix that this grade is a level of has not arrived here yet.');
    const value = row === undefined ? undefined : gradeOf(row);
    return value === undefined ? undefined : { version: value.version, value };
  }
}

/** The managers above and HR see a proposal; the person sees what was released, also one who is HR. */
function isVisible(state: GradeState, isSelf: boolean): boolean {
  return isSelf ? state === 'released' : state !== 'launched';
}
