import { Inject, Injectable } from '@nestjs/common';
import type { RaterRole } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { answeredTogether, inTransaction } from '@rung/messaging';
import type { Pool, PoolClient } from 'pg';

import { advisoryLocks } from '../advisory-locks.js';
import { POOL } from '../tokens.js';

/** For how long a process that freezes keeps others from naming raters. */
const mostIdleMs = 5_000;

export interface RaterLink {
  readonly assessment: string;
  readonly cycle: string;
  readonly review: string;
  /** The participant, by opaque id. */
  readonly person: string;
  readonly rater: string;
  readonly role: RaterRole;
}

type RatedBy = Pick<RaterLink, 'assessment' | 'rater'>;

export interface KnownLink extends RaterLink {
  /** Whether the assessment was opened, as far as the log was followed; its form may come a moment later. */
  readonly isOpened: boolean;
}

/** The table that says who an assessment is by. Nothing else does, and nothing of it may leave but to the rater. */
@Injectable()
export class RaterLinks {
  private readonly askingForRaters: (link: RatedBy) => Promise<ReadonlySet<RatedBy>>;

  constructor(@Inject(POOL) private readonly pool: Pool) {
    this.askingForRaters = answeredTogether((links: readonly RatedBy[]) => this.ratersAmong(links));
  }

  /**
   * Remembers raters; those that are known stay as they are. A second manager of one participant is not taken. A link that a
   * restore has lost comes back as what its assessment has become in the log meanwhile.
   * @returns the assessments of these that are there now.
   */
  async add(links: readonly RaterLink[]): Promise<ReadonlySet<string>> {
    await insert(this.pool, links, false);
    const { rows } = await this.pool.query<{ assessment: string }>('select assessment from rater_links where assessment = any($1::uuid[])', [
      links.map(({ assessment }) => assessment),
    ]);
    return new Set(rows.map(({ assessment }) => assessment));
  }

  /** The assessment of who assesses the participant as the manager. */
  async managersAssessment(review: string): Promise<string | undefined> {
    const { rows } = await this.pool.query<{ assessment: string }>("select assessment from rater_links where review = $1 and role = 'manager'", [review]);
    return rows[0]?.assessment;
  }

  /** Forgets a link whose assessment was closed, with the draft that nobody can read without it, and remembers another in its place. */
  async replace(former: string | undefined, next: RaterLink): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await tx.query('delete from rater_links where assessment = $1', [former]);
      await tx.query('delete from assessment_drafts where assessment = $1', [former]);
      await insert(tx, [next], false);
    }, { mostIdleMs });
  }

  /**
   * Remembers a rater whose assessment must not be opened alone.
   * @param openedWithAllAt the version of the cycle at which its phase had not begun. Without one, and when the cycle has moved
   *   on since, the rater waits for company.
   */
  async addAnonymous(link: RaterLink, openedWithAllAt: number | undefined): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await tx.query('select pg_advisory_xact_lock_shared($1)', [advisoryLocks.raterCompanies]);
      await insert(tx, [link], true, openedWithAllAt);
    }, { mostIdleMs });
  }

  /**
   * Lets those be opened who wait for company, of each review in which as many wait as make a company. Afterwards nobody is
   * added to those who need none: whoever was being named meanwhile has been waited for, and later ones see where the cycle is.
   */
  async gather(cycle: string, role: RaterRole, company: number): Promise<void> {
    await inTransaction(this.pool, async (tx) => {
      await tx.query('select pg_advisory_xact_lock($1)', [advisoryLocks.raterCompanies]);
      await tx.query(
        `update rater_links set alone = false where cycle = $1 and role = $2 and state = 'named' and alone and review in (
           select review from rater_links where cycle = $1 and role = $2 and state = 'named' and alone group by review having count(*) >= $3)`,
        [cycle, role, company],
      );
    }, { mostIdleMs });
  }

  /** @throws DomainError not-found unless this person is the rater of this assessment. */
  async ofRater(assessment: string, rater: string): Promise<KnownLink> {
    const { rows } = await this.pool.query<KnownLink>(
      `select assessment, cycle, review, person, rater, role, state not in ('named', 'unopened') as "isOpened"
       from rater_links where assessment = $1 and rater = $2`,
      [assessment, rater],
    );
    const [link] = rows;
    if (link === undefined) throw new DomainError('not-found', 'There is no such assessment.');
    return link;
  }

  /** What a person assesses the participant of a review as. */
  async rolesOf(rater: string, review: string): Promise<RaterRole[]> {
    const { rows } = await this.pool.query<{ role: RaterRole }>('select role from rater_links where review = $1 and rater = $2 order by role', [
      review,
      rater,
    ]);
    return rows.map(({ role }) => role);
  }

  /** Roles of cycles in which raters were named whose assessments are not open yet. */
  async waiting(): Promise<{ readonly cycle: string; readonly role: RaterRole }[]> {
    const { rows } = await this.pool.query<{ cycle: string; role: RaterRole }>(
      "select distinct cycle, role from rater_links where state = 'named' order by cycle, role",
    );
    return rows;
  }

  /**
   * Assessments of a cycle that are to be opened, in order of their ids, which says nothing of the order in which raters were
   * named: at most `limit` after one of them. Those that wait for company, and those that a launch is about to open itself, are left out.
   */
  async named(cycle: string, role: RaterRole, after: string, limit: number): Promise<{ readonly assessment: string; readonly review: string }[]> {
    const { rows } = await this.pool.query<{ assessment: string; review: string }>(
      `select assessment, review from rater_links join roster using (review)
       where rater_links.cycle = $1 and role = $2 and state = 'named' and not alone and opened and assessment > $3 order by assessment limit $4`,
      [cycle, role, after, limit],
    );
    return rows;
  }

  /** Raters who were named too late are waited for no longer. */
  async leaveUnopened(cycle: string, role: RaterRole): Promise<void> {
    await this.pool.query("update rater_links set state = 'unopened' where cycle = $1 and role = $2 and state = 'named'", [cycle, role]);
  }

  /** Assessments of a cycle that were neither submitted nor closed, as far as the log was followed, in order of ids. */
  async unanswered(cycle: string, after: string, limit: number): Promise<string[]> {
    const { rows } = await this.pool.query<{ assessment: string }>(
      `select assessment from rater_links
       where cycle = $1 and state not in ('submitted', 'closed') and assessment > $2 order by assessment limit $3`,
      [cycle, after, limit],
    );
    return rows.map(({ assessment }) => assessment);
  }

  /** Every keystroke's draft asks: what is asked in one turn of the event loop is one statement. */
  async isRater(assessment: string, rater: string): Promise<boolean> {
    const link = { assessment, rater };
    return (await this.askingForRaters(link)).has(link);
  }

  private async ratersAmong(links: readonly RatedBy[]): Promise<ReadonlySet<RatedBy>> {
    const { rows } = await this.pool.query<{ readonly place: string }>({
      name: 'rung-is-rater',
      text: `select place from unnest($1::uuid[], $2::uuid[]) with ordinality as said (assessment, rater, place) join rater_links using (assessment, rater)`,
      values: [links.map(({ assessment }) => assessment), links.map(({ rater }) => rater)],
    });
    return new Set(rows.map(({ place }) => links[Number(place) - 1]!));
  }

  /** The assessments of each review: ids alone. */
  async assessmentsOf(reviews: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.pool.query<{ review: string; assessments: string[] }>(
      `select review, array_agg(assessment::text order by assessment) as assessments
       from rater_links where review = any($1::uuid[]) group by review`,
      [reviews],
    );
    return new Map(rows.map(({ review, assessments }) => [review, assessments]));
  }
}

/** A link that the log knows comes back as what its assessment has become. */
async function insert(db: Pool | PoolClient, links: readonly RaterLink[], anonymous: boolean, openedWithAllAt?: number): Promise<void> {
  await db.query(
    `insert into rater_links (assessment, cycle, review, person, rater, role, state, alone)
     select assessment, cycle, review, person, rater, role, coalesce(
       (select case type when 'AssessmentOpened' then 'open' when 'AssessmentSubmitted' then 'submitted' when 'AssessmentClosed' then 'closed' end
        from event_log.events where stream_id = 'assessment/' || assessment order by stream_version desc limit 1), 'named'),
       $2 and coalesce((select max(stream_version) from event_log.events where stream_id = 'cycle/' || cycle) > $3, true)
     from jsonb_to_recordset($1::jsonb) as link (assessment uuid, cycle uuid, review uuid, person uuid, rater uuid, role text)
     on conflict do nothing`,
    [JSON.stringify(links), anonymous, openedWithAllAt],
  );
}
