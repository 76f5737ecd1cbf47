import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { findLevel, levelIndex, type MatrixContent } from '@rung/matrix-model';
import type { Pool } from 'pg';

import type { KnownCycle } from '../../domain/cycle/cycle.js';
import { peopleOfUnits } from '../../reference/directory/directory.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { Streams } from '../../streams.js';
import { POOL } from '../../tokens.js';
import { namesDecidedOn } from './decided-level.js';

/** So many people are named; all are counted. */
const mostNamed = 100;

interface Found {
  readonly person: string;
  readonly level: string;
  readonly count: number;
}

// $1 = units, $2 = matrix. A released decision comes before a signed entry grade, as at the launch.
const levelsOfMembers = `
  with members as (
    select people.person, people.key from people join positions using (position) where positions.matrix = $2 and people.person in (${peopleOfUnits})),
  decided as (
    select distinct on (person) person, cycle, released_grade as grade from roster
    where matrix = $2 and released_at is not null and person in (select person from members) order by person, released_at desc),
  known as (
    select members.person, members.key, decided.cycle, decided.grade, decided.person is not null as is_decided, signed.level
    from members left join decided using (person) left join entry_grades signed on signed.person = members.person and signed.matrix = $2)`;

/** Whether everybody of a population has a level that the cycle's version of the matrix has: asked of all at once, however many they are. */
@Injectable()
export class KnownLevels {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    private readonly matrices: Matrices,
    private readonly streams: Streams,
  ) {}

  /** @throws DomainError unknown-level that names the first of those of another level, and counts all. */
  async mustHaveAll({ population, matrix }: KnownCycle): Promise<void> {
    const content = await this.matrices.pinned(matrix);
    const { rows } = await this.pool.query<{ cycle: string | null; grade: string | null; level: string | null }>(
      `${levelsOfMembers} select distinct cycle, grade, level from known where grade is not null or (not is_decided and level is not null)`,
      [population.units, matrix.id],
    );
    const strange: typeof rows = [];
    for (const row of rows) if (!(await this.isKnown(content, row))) strange.push(row);
    if (strange.length > 0) refuse(content, await this.peopleOf(population.units, matrix.id, strange));
  }

  private async isKnown(content: MatrixContent, { cycle, grade, level }: { cycle: string | null; grade: string | null; level: string | null }): Promise<boolean> {
    if (level !== null && findLevel(content, level) !== undefined) return true;
    if (cycle === null || grade === null) return false;
    if (levelIndex(content, grade) >= 0) return true;
    const names = await namesDecidedOn(this.streams, this.matrices, { cycle, grade });
    return names.some((name) => findLevel(content, name) !== undefined);
  }

  private async peopleOf(units: readonly string[], matrix: string, strange: readonly object[]): Promise<Found[]> {
    const { rows } = await this.pool.query<Found>(
      `${levelsOfMembers}
       select known.key as person, coalesce(known.grade, known.level) as level, (count(*) over ())::int as count
       from known join jsonb_to_recordset($3::jsonb) as strange (cycle uuid, grade text, level text)
         on (known.cycle, known.grade, known.level) is not distinct from (strange.cycle, strange.grade, strange.level)
       order by known.key limit ${mostNamed}`,
      [units, matrix, JSON.stringify(strange)],
    );
    return rows;
  }
}

function refuse({ levels }: MatrixContent, found: readonly Found[]): void {
  const [first] = found;
  if (first === undefined) return; // mended in between
  const has = levels.map(({ names }) => names[0]).join(', ');
  throw new DomainError(
    'unknown-level',
    `The cycle's version of the matrix does not have the level of ${first.count} of the population ("people" names the first); it has ${has}. Have an entry grade by one of these signed for each.`,
    { count: first.count, people: found.map(({ person, level }) => ({ person, level })) },
  );
}
