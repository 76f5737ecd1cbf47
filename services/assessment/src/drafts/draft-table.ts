import { Inject, Injectable } from '@nestjs/common';
import type { CellRef, SealedText } from '@rung/contracts';
import { answeredTogether } from '@rung/messaging';
import type { Pool } from 'pg';

import { POOL } from '../tokens.js';

/** What may be drafted, and about whom. */
export interface DraftableAssessment {
  readonly cycle: string;
  /** The participant, by opaque id. */
  readonly person: string;
  readonly state: 'named' | 'open' | 'submitted' | 'closed' | 'unopened';
  readonly asked: readonly CellRef[];
  readonly offered: readonly CellRef[];
}

interface Link {
  readonly assessment: string;
  readonly rater: string;
}

export interface KeptDraft {
  readonly version: number;
  /** The ratings as JSON. */
  readonly content: SealedText;
}

export interface Save {
  readonly assessment: string;
  /** The version that the rater has seen; 0 for none. */
  readonly expected: number;
  readonly content: SealedText;
}

/**
 * Drafts, by assessment: no column says whose they are, and none when they were written. The row of the rater link is held while one is
 * saved, and changes first when the assessment is answered or closed: so none is saved after that. An answer takes the draft away; one that
 * was closed without an answer stays, to be read by its rater, until the cycle is closed or cancelled.
 */
@Injectable()
export class DraftTable {
  private readonly asking: (link: Link) => Promise<ReadonlyMap<Link, DraftableAssessment>>;
  private readonly saving: (save: Save) => Promise<ReadonlySet<Save>>;

  constructor(@Inject(POOL) private readonly pool: Pool) {
    this.asking = answeredTogether((links: readonly Link[]) => this.findAll(links));
    this.saving = answeredTogether((saves: readonly Save[]) => this.saveAll(saves));
  }

  /** @returns undefined unless this person is the rater. */
  async draftable(assessment: string, rater: string): Promise<DraftableAssessment | undefined> {
    const link = { assessment, rater };
    return (await this.asking(link)).get(link);
  }

  private async findAll(links: readonly Link[]): Promise<ReadonlyMap<Link, DraftableAssessment>> {
    const { rows } = await this.pool.query<DraftableAssessment & { readonly place: string }>({
      name: 'rung-draftable',
      text: `select place, link.cycle, link.person, link.state, coalesce(form.asked, '[]') as asked, coalesce(form.offered, '[]') as offered
        from unnest($1::uuid[], $2::uuid[]) with ordinality as said (assessment, rater, place)
        join rater_links link using (assessment, rater) left join assessment_forms form using (assessment)`,
      values: [links.map(({ assessment }) => assessment), links.map(({ rater }) => rater)],
    });
    return new Map(rows.map(({ place, ...draftable }) => [links[Number(place) - 1]!, draftable]));
  }

  async find(assessment: string): Promise<KeptDraft | undefined> {
    const { rows } = await this.pool.query<KeptDraft>({
      name: 'rung-find-draft',
      text: 'select version, content from assessment_drafts where assessment = $1',
      values: [assessment],
    });
    return rows[0];
  }

  /**
   * What is saved in one turn of the event loop is one statement.
   * @returns false when the draft is at another version, or the assessment is not open.
   */
  async save(save: Save): Promise<boolean> {
    return (await this.saving(save)).has(save);
  }

  private async saveAll(saves: readonly Save[]): Promise<ReadonlySet<Save>> {
    const first = new Map<string, Save>();
    for (const save of saves) if (!first.has(save.assessment)) first.set(save.assessment, save);
    const together = [...first.values()];
    const { rows } = await this.pool.query<{ assessment: string }>({
      name: 'rung-save-drafts',
      text: `with asked as (
          select * from unnest($1::uuid[], $2::int[], $3::jsonb[]) as asked (assessment, expected, content)
        ), open as (
          select assessment from rater_links where assessment = any($1::uuid[]) and state = 'open' order by assessment for share
        )
        insert into assessment_drafts as kept (assessment, version, content)
        select assessment, expected + 1, content from asked join open using (assessment)
        where expected = 0 or exists (select from assessment_drafts had where had.assessment = asked.assessment)
        on conflict (assessment) do update set version = excluded.version, content = excluded.content where kept.version = excluded.version - 1
        returning assessment`,
      values: [together.map((save) => save.assessment), together.map((save) => save.expected), together.map((save) => JSON.stringify(save.content))],
    });
    const saved = new Set(rows.flatMap((row) => first.get(row.assessment) ?? []));
    const rest = saves.filter((save) => first.get(save.assessment) !== save);
    return rest.length === 0 ? saved : new Set([...saved, ...(await this.saveAll(rest))]);
  }
}
