import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import type { RequestContext } from '@rung/service-kit';

import { isAnonymous } from '../../domain/assessment/anonymity.js';
import { whyNoRater } from '../../domain/assessment/nomination.js';
import { mustTakeRaters, needsCompany } from '../../domain/cycle/answering.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { assessmentIdOf, reviewIdOf } from '../../privacy/derived-ids.js';
import { RaterLinks } from '../../privacy/rater-links.js';
import { Directory } from '../../reference/directory/directory.js';
import { Streams } from '../../streams.js';
import type { RaterBody } from './assessment-api.js';
import { ManagerReplacement } from './manager-replacement.js';

/**
 * Names raters, in the rater links alone. No event comes of it: the assessments are opened later and many at a time
 * (processes/opening), so that neither order nor time tells which of them is by whom.
 */
@Injectable()
export class Nominations {
  constructor(
    private readonly streams: Streams,
    private readonly directory: Directory,
    private readonly secrets: CycleSecrets,
    private readonly links: RaterLinks,
    private readonly managers: ManagerReplacement,
  ) {}

  /**
   * Remembers a rater; a second time changes nothing. It never looks at the assessment of a peer or upward rater: whoever names one
   * again must not learn whether that one has answered.
   * @throws DomainError rater-not-allowed, cycle-not-open, phase-not-current, not-found when the person takes no part.
   */
  async name(cycleId: string, person: string, { role, rater: named }: RaterBody, { actor }: RequestContext): Promise<void> {
    const byHr = actor.roles.has('hr');
    const rater = this.directory.idOf(named);
    const [{ cycle, version }, secret] = [await this.streams.cycleAtVersion(cycleId), await this.secrets.of(cycleId)];
    const { launch } = await this.streams.review(reviewIdOf(secret, person));
    mustTakeRaters(cycle, role);
    const nominee = {
      person: rater,
      manager: (await this.directory.person(rater, cycle.matrix.id))?.manager,
      isAbove: await this.directory.isAbove(rater, person),
      roles: await this.links.rolesOf(rater, launch.review),
    };
    refuse(whyNoRater(role, launch, nominee, byHr), byHr);
    const id = assessmentIdOf(secret, person, rater, role);
    const link = { assessment: id, cycle: cycleId, review: launch.review, person, rater, role };
    if (isAnonymous(role)) return this.links.addAnonymous(link, needsCompany(cycle, role) ? undefined : version);
    const linked = await this.links.add([link]);
    if (linked.has(id)) return;
    refuse(byHr ? await this.managers.replace(link) : 'Only HR names another manager.', byHr);
  }
}

/** HR is told why; for others one text, so that nobody can ask who is in the directory, or who assesses as what. */
function refuse(why: string | undefined, byHr: boolean): void {
  if (why !== undefined) throw new DomainError('rater-not-allowed', byHr ? why : 'This person cannot be a rater in this role.');
}
