import { Injectable } from '@nestjs/common';
import type { CellRef } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { RequestContext } from '@rung/service-kit';

import { SealingKeys } from '../privacy/sealing-keys.js';
import type { Draft, DraftBody } from './draft-api.js';
import { DraftTable, type DraftableAssessment, type KeptDraft } from './draft-table.js';

type Ratings = Draft['ratings'];

/** Keeps what a rater has typed and not submitted. Drafts are no events, decide nothing, and are read by their rater alone. */
@Injectable()
export class Drafts {
  constructor(
    private readonly table: DraftTable,
    private readonly keys: SealingKeys,
  ) {}

  /** @returns version 0 where nothing is kept. @throws DomainError not-found for a stranger's assessment; assessment-already-submitted. */
  async read(assessment: string, { actor }: RequestContext): Promise<Draft> {
    const about = await this.draftable(assessment, actor.personId);
    // what was typed and came too late is still its rater's to read
    if (about.state !== 'closed') mustBeOpen(about);
    return this.opened(assessment, await this.table.find(assessment));
  }

  /**
   * Keeps a draft in place of the one at the version that the rater has seen; what is kept already is not kept again.
   * @returns its version.
   * @throws DomainError version-conflict with the `draft` that is kept; not-found for a stranger's assessment, and for a participant who was
   *   forgotten; cell-not-asked, cell-rated-twice; why the assessment takes no draft any more.
   */
  async save(assessment: string, { ratings }: DraftBody, { actor, expectedVersion }: RequestContext): Promise<{ readonly version: number }> {
    if (expectedVersion === undefined) {
      throw new DomainError('invalid-request', 'The header If-Match must name the version of the draft that you have seen, "0" for none.');
    }
    const about = await this.draftable(assessment, actor.personId);
    mustBeOpen(about);
    mustBeAsked(ratings, about);
    const sealText = await this.keys.sealer(about.person, 'observation', about.cycle);
    const content = sealText(JSON.stringify(ratings), assessment);
    if (await this.table.save({ assessment, expected: expectedVersion, content })) return { version: expectedVersion + 1 };

    mustBeOpen(await this.draftable(assessment, actor.personId));
    const kept = await this.opened(assessment, await this.table.find(assessment));
    if (JSON.stringify(kept.ratings) === JSON.stringify(ratings)) return { version: kept.version };
    const detail = `The draft is at version ${kept.version}: it was changed on another device or in another tab. Choose what holds and save it with that version.`;
    throw new DomainError('version-conflict', detail, { currentVersion: kept.version, draft: kept });
  }

  private async draftable(assessment: string, rater: string): Promise<DraftableAssessment> {
    const found = await this.table.draftable(assessment, rater);
    if (found === undefined) throw new DomainError('not-found', 'There is no such assessment.');
    return found;
  }

  private async opened(assessment: string, kept: KeptDraft | undefined): Promise<Draft> {
    if (kept === undefined) return { version: 0, ratings: [] };
    const [text = null] = await this.keys.unsealAll([{ sealed: kept.content, eventId: assessment }]);
    return { version: kept.version, ratings: text === null ? [] : (JSON.parse(text) as Ratings) };
  }
}

function mustBeOpen({ state }: DraftableAssessment): void {
  switch (state) {
    case 'open':
      return;
    case 'submitted':
      throw new DomainError('assessment-already-submitted', 'This assessment was submitted; it takes no draft any more.');
    case 'closed':
      throw new DomainError('assessment-closed', 'This assessment was closed without an answer; it takes no draft any more.');
    case 'named':
    case 'unopened':
      throw new DomainError('not-found', 'There is no such assessment, or not yet.');
  }
}

const nameOf = ({ competency, level }: CellRef) => JSON.stringify([competency, level]);

function mustBeAsked(ratings: Ratings, { asked, offered }: DraftableAssessment): void {
  const cells = new Set([...asked, ...offered].map(nameOf));
  const unasked = ratings.flatMap((rating, at) => (cells.has(nameOf(rating)) ? [] : [{ pointer: `/ratings/${at}`, detail: 'this cell is not asked here' }]));
  if (unasked.length > 0) throw new DomainError('cell-not-asked', 'Only what is asked or offered can be answered.', { errors: unasked });
  const seen = new Set<string>();
  const repeated = ratings.flatMap((rating, at) => {
    const isRepeated = seen.has(nameOf(rating));
    seen.add(nameOf(rating));
    return isRepeated ? [{ pointer: `/ratings/${at}`, detail: 'this cell is rated above already' }] : [];
  });
  if (repeated.length > 0) throw new DomainError('cell-rated-twice', 'A cell takes one rating.', { errors: repeated });
}
