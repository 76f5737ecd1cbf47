import { Injectable } from '@nestjs/common';
import { orgCode } from '@rung/contracts';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { holdsWords } from '../../reference/directory/name-search.js';

const listedPerson = z.object({
  person: z.uuid().describe('The opaque id'),
  key: z.string().describe("The organisation's own key"),
  name: z.string(),
  email: z.string().nullable(),
  unit: z.string(),
  manager: z.string().nullable().describe("The manager's key"),
  position: z.string().nullable(),
});

export const peoplePage = z
  .object({ people: z.array(listedPerson), next: z.string().nullable().describe('For `?after=` of the next page; null at the end') })
  .meta({ id: 'PeoplePage' });
export type PeoplePage = z.infer<typeof peoplePage>;

export const peopleQuery = z.object({
  person: z.string().trim().max(200).optional().describe("This one alone, by opaque id or the organisation's own key"),
  search: z.string().trim().max(200).optional().describe('Parts of a name or a key, in any order, in capitals or not'),
  unit: orgCode.optional().describe('This unit'),
  includes: z.enum(['own', 'all-below']).default('own').describe('The people directly in the unit, or those of the units below it as well'),
  after: z.string().max(200).default(''),
  limit: z.coerce.number().int().min(1).max(1_000).default(200),
});
export type PeopleQuery = z.output<typeof peopleQuery>;

export const unitList = z
  .object({ units: z.array(z.object({ unit: z.string(), name: z.string(), parent: z.string().nullable(), people: z.int() })) })
  .meta({ id: 'UnitList' });
export type UnitList = z.infer<typeof unitList>;

/** The directory as HR reads it: the one place with names. */
@Injectable()
export class DirectoryPages {
  constructor(private readonly dataSource: DataSource) {}

  /** In order of keys. */
  async people({ person, search, unit, includes, after, limit }: PeopleQuery): Promise<PeoplePage> {
    const rows = await this.dataSource.query<PeoplePage['people']>(
      `with recursive wanted as (
         select $2::text as unit
         union
         select units.unit from units join wanted on units.parent = wanted.unit where $3)
       select people.person, people.key, people.name, people.email, people.unit, boss.key as manager, people.position
       from people left join people boss on boss.person = people.manager
       where people.key > $1 and ($2::text is null or people.unit in (select unit from wanted))
         and ($4::text is null or $4 in (people.person::text, people.key))
         and ${holdsWords("people.name || ' ' || people.key", '$5')}
       order by people.key limit $6`,
      [after, unit, includes === 'all-below', person, search, limit + 1],
    );
    const people = rows.slice(0, limit);
    return { people, next: rows.length > limit ? (people.at(-1)?.key ?? null) : null };
  }

  async units(): Promise<UnitList> {
    const units = await this.dataSource.query<UnitList['units']>(
      `select units.unit, units.name, units.parent, count(people.person)::int as people
       from units left join people on people.unit = units.unit group by units.unit order by units.unit`,
    );
    return { units };
  }
}
