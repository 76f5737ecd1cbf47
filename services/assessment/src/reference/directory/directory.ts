import { Inject, Injectable } from '@nestjs/common';
import type { Population } from '@rung/contracts';
import { PERSON_ID_SECRET, personIdFrom } from '@rung/service-kit';
import type { Pool } from 'pg';

import { POOL } from '../../tokens.js';

export interface Person {
  /** Opaque ids. */
  readonly person: string;
  readonly manager: string | null;
  readonly unit: string;
  /** The matrix of the person's position, where there is a position. */
  readonly matrix: string | null;
  /** Levels that a named person signed, by matrix, as they were written. */
  readonly entryGrade: { readonly level: string; readonly signedBy: string } | null;
}

/** People of some units and all below them; no units = everybody. $1 = units. */
export const peopleOfUnits = `
  with recursive chosen as (
    select unit from units where unit = any($1::text[])
    union select below.unit from units below join chosen on below.parent = chosen.unit)
  select people.person from people where cardinality($1::text[]) = 0 or people.unit in (select unit from chosen)`;

/** Who is where in the organisation, now. */
@Injectable()
export class Directory {
  constructor(
    @Inject(POOL) private readonly pool: Pool,
    @Inject(PERSON_ID_SECRET) private readonly personIdSecret: string,
  ) {}

  /** @param named an opaque id, or the organisation's own key. @returns the opaque id, which nobody may have. */
  idOf(named: string): string {
    return personIdFrom(this.personIdSecret, named);
  }

  /** @param matrix whose entry grade is wanted. @returns undefined for somebody who is not in the directory. */
  async person(id: string, matrix: string): Promise<Person | undefined> {
    const [found] = await this.read('where people.person = $2', matrix, [id]);
    return found;
  }

  /** Those of a list of ids who are in the directory. */
  async people(ids: readonly string[], matrix: string): Promise<Person[]> {
    return this.read('where people.person = any($2::uuid[]) order by people.person', matrix, [ids]);
  }

  /** People of a population, in order of their ids: at most `limit` after one of them. */
  async membersAfter(population: Population, matrix: string, after: string, limit: number): Promise<Person[]> {
    return this.read(
      `where people.person > $2 and people.person in (${peopleOfUnits.replaceAll('$1', '$3')}) order by people.person limit $4`,
      matrix,
      [after, population.units, limit],
    );
  }

  /** How many people of a population have a position of this matrix. */
  async countMembers(population: Population, matrix: string): Promise<number> {
    const { rows } = await this.pool.query<{ count: string }>(
      `select count(*) from people join positions using (position) where positions.matrix = $2 and people.person in (${peopleOfUnits})`,
      [population.units, matrix],
    );
    return Number(rows[0]?.count);
  }

  /** The units of a list that the directory does not have. */
  async unknownUnits(units: readonly string[]): Promise<string[]> {
    const { rows } = await this.pool.query<{ unit: string }>(
      'select unit from unnest($1::text[]) as named (unit) where not exists (select from units where units.unit = named.unit)',
      [units],
    );
    return rows.map(({ unit }) => unit);
  }

  /** Whether `boss` is somewhere in the chain of managers above a person. Nobody is above themselves. */
  async isAbove(boss: string, person: string): Promise<boolean> {
    const { rowCount } = await this.pool.query(
      `with recursive chain as (
         select manager from people where person = $2
         union select people.manager from people join chain on people.person = chain.manager)
       select from chain where manager = $1`,
      [boss, person],
    );
    return rowCount !== 0 && boss !== person;
  }

  private async read(where: string, matrix: string, values: readonly unknown[]): Promise<Person[]> {
    const { rows } = await this.pool.query<Person>(
      `select people.person, people.manager, people.unit, positions.matrix,
         case when signed.level is not null then jsonb_build_object('level', signed.level, 'signedBy', signed.signed_by) end as "entryGrade"
       from people left join positions using (position)
       left join entry_grades signed on signed.person = people.person and signed.matrix = $1 ${where}`,
      [matrix, ...values],
    );
    return rows;
  }
}
