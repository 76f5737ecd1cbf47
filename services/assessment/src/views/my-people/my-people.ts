import { Injectable } from '@nestjs/common';
import type { MatrixPin } from '@rung/contracts';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { holdsWords } from '../../reference/directory/name-search.js';
import { levelNameOf } from '../../reference/matrices/level-name.js';
import { Matrices } from '../../reference/matrices/matrices.js';

const reviewOfMyPerson = z.object({
  cycle: z.uuid(),
  name: z.string().describe('Of the cycle'),
  state: z.enum(['launched', 'proposed', 'confirmed', 'released']),
  grade: z.string().nullable().describe('The first name of the level that is proposed, confirmed or released; null for none, and before there is a proposal'),
});

export const myPeoplePage = z
  .object({
    people: z.array(
      z.object({
        person: z.uuid().describe('The opaque id'),
        name: z.string(),
        unit: z.string().describe('Its name'),
        isDirect: z.boolean().describe('Whether you are the manager, and not one further above'),
        reviews: z.array(reviewOfMyPerson).describe('What is not released first, then the newest; without those of cancelled cycles'),
      }),
    ),
    next: z.uuid().nullable().describe('For `?after=` of the next page; null at the end'),
  })
  .meta({ id: 'MyPeople' });
export type MyPeoplePage = z.infer<typeof myPeoplePage>;

export const myPeopleQuery = z.object({
  person: z.string().trim().max(200).optional().describe("This one alone, by opaque id or the organisation's own key"),
  search: z.string().trim().max(200).optional().describe('Parts of a name, in any order, in capitals or not'),
  after: z.uuid().optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export type MyPeopleQuery = z.output<typeof myPeopleQuery>;

type FoundPerson = Omit<MyPeoplePage['people'][number], 'reviews'>;
type FoundReview = z.infer<typeof reviewOfMyPerson> & { readonly person: string; readonly matrix: MatrixPin };

/** The people below a manager, by the directory as it is now: who is no more below somebody is not shown to them any more. */
@Injectable()
export class MyPeople {
  constructor(
    private readonly dataSource: DataSource,
    private readonly matrices: Matrices,
  ) {}

  /** @param manager the reader. */
  async of(manager: string, { person, search = '', after, limit }: MyPeopleQuery): Promise<MyPeoplePage> {
    // union, not union all: people whose managers go in a circle end the walk
    const found = await this.dataSource.query<FoundPerson[]>(
      `with recursive below as (
         select person from people where manager = $1
         union
         select people.person from people join below on people.manager = below.person
       ), mine as (
         select people.person, people.key, people.name, coalesce(units.name, people.unit) as unit, people.manager = $1 as "isDirect"
         from below join people using (person) left join units on units.unit = people.unit where people.person <> $1
       )
       select person, name, unit, "isDirect" from mine
       where ($2::uuid is null or (not "isDirect", name, person) > (select not "isDirect", name, person from mine where person = $2)) and ${holdsWords('name', '$3')}
         and ($5::text is null or $5 in (person::text, key))
       order by not "isDirect", name, person limit $4`,
      [manager, after, search, limit + 1, person],
    );
    const page = found.slice(0, limit);
    const reviews = await this.reviewsOf(page.map(({ person }) => person));
    return {
      people: page.map((one) => ({ ...one, reviews: reviews.get(one.person) ?? [] })),
      next: found.length > limit ? (page.at(-1)?.person ?? null) : null,
    };
  }

  private async reviewsOf(people: readonly string[]): Promise<Map<string, MyPeoplePage['people'][number]['reviews']>> {
    const rows = await this.dataSource.query<FoundReview[]>(
      `select participants.person, participants.cycle, cycles.name, participants.state, participants.grade, participants.matrix
       from participants join cycles using (cycle) left join roster using (cycle, person)
       where participants.person = any($1::uuid[]) and cycles.status <> 'cancelled'
       order by roster.released_at desc nulls first, cycles.name desc, cycle`,
      [people],
    );
    const reviews = new Map<string, MyPeoplePage['people'][number]['reviews']>();
    for (const { person, matrix, grade, ...review } of rows) {
      const level = grade === null ? null : levelNameOf(await this.matrices.pinned(matrix), grade);
      reviews.set(person, [...(reviews.get(person) ?? []), { ...review, grade: level }]);
    }
    return reviews;
  }
}
