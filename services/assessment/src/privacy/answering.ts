import { Injectable } from '@nestjs/common';
import type { RequestContext } from '@rung/service-kit';

import { CycleSecrets } from './cycle-secrets.js';
import { tracelessCommandId } from './derived-ids.js';
import { RaterLinks, type KnownLink } from './rater-links.js';

/** Lets a rater answer, and nobody find the rater's request by what is kept of the answer. */
@Injectable()
export class Answering {
  constructor(
    private readonly links: RaterLinks,
    private readonly secrets: CycleSecrets,
  ) {}

  /**
   * @returns whose assessment it is, and the request as it may be stored: the client's own idempotency key may be written down
   *   beside the rater's name.
   * @throws DomainError not-found for a stranger's assessment.
   */
  async begin(assessment: string, context: RequestContext): Promise<{ readonly link: KnownLink; readonly traceless: RequestContext }> {
    const link = await this.links.ofRater(assessment, context.actor.personId);
    const secret = await this.secrets.of(link.cycle);
    const { commandId } = context;
    return { link, traceless: commandId === undefined ? context : { ...context, commandId: tracelessCommandId(secret, assessment, commandId) } };
  }
}
