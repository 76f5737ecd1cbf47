import { Inject, Injectable } from '@nestjs/common';
import { assessmentStreamEvents, type RaterRole } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { CLOCK, Commands, PERSON_ID_SECRET, personIdFrom, type Actor, type Clock, type RequestContext } from '@rung/service-kit';

import { isAnonymous } from '../../domain/assessment/anonymity.js';
import { assessment } from '../../domain/assessment/assessment.js';
import { askingOf } from '../../domain/assessment/asking.js';
import { mustTakeRaters } from '../../domain/cycle/answering.js';
import type { Launch } from '../../domain/review/review.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { assessmentIdOf, reviewIdOf, tracelessCommandId } from '../../privacy/derived-ids.js';
import { RaterLinks } from '../../privacy/rater-links.js';
import { Directory, type Person } from '../../reference/directory/directory.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { assessmentStream, Streams } from '../../streams.js';
import type { Answered } from '@rung/service-kit';
import type { RaterBody } from './assessment-api.js';

/** Names raters. Who is named is in the rater links alone; the event tells the role and the day. */
@Injectable()
export class Nominations {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly directory: Directory,
    private readonly secrets: CycleSecrets,
    private readonly links: RaterLinks,
    @Inject(PERSON_ID_SECRET) private readonly personIdSecret: string,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * Opens the assessment of a rater; a second time changes nothing.
   * @throws DomainError rater-not-allowed, cycle-not-open, phase-not-current, not-found when the person takes no part.
   */
  async name(cycleId: string, person: string, body: RaterBody, context: RequestContext): Promise<Answered> {
    const { role } = body;
    const rater = personIdFrom(this.personIdSecret, body.rater);
    const [cycle, secret] = [await this.streams.cycle(cycleId), await this.secrets.of(cycleId)];
    const { launch } = await this.streams.review(reviewIdOf(secret, person));
    mustTakeRaters(cycle, role);
    mustBeAllowed(role, launch, rater, await this.directory.person(rater, cycle.matrix.id), context.actor);
    const id = assessmentIdOf(secret, person, rater, role);
    const linked = await this.links.add([{ assessment: id, cycle: cycleId, review: launch.review, person, rater, role }]);
    if (!linked.has(id)) throw new DomainError('rater-not-allowed', 'Another person assesses this participant as the manager already.');
    const levels = { current: launch.currentLevel, target: launch.targetLevel };
    const asking = askingOf(await this.matrices.pinned(cycle.matrix), levels, role, cycle.policy.peersAsked);
    return this.commands.run({
      streamId: assessmentStream(id),
      decider: assessment,
      catalogue: assessmentStreamEvents,
      command: { type: 'OpenAssessment', assessment: id, review: launch.review, role, ...asking, on: this.clock.now().toISOString().slice(0, 10) },
      context: withoutTraces(context, secret, 'name-rater', id),
      anonymous: isAnonymous(role),
    });
  }
}

/** The stored idempotency key must not be the client's: that one may be written down beside the rater's name. */
export function withoutTraces(context: RequestContext, secret: Buffer, act: 'name-rater' | 'submit', assessmentId: string): RequestContext {
  if (context.commandId === undefined) return context;
  return { ...context, commandId: tracelessCommandId(secret, act, assessmentId, context.commandId) };
}

function mustBeAllowed(role: RaterRole, launch: Launch, rater: string, found: Person | undefined, actor: Actor): void {
  const refuse = (why: string): never => {
    throw new DomainError('rater-not-allowed', why);
  };
  if (found === undefined) refuse('The directory has no such person.');
  if (rater === launch.person && role !== 'self') refuse('Nobody rates themselves but in the role "self".');
  switch (role) {
    case 'self':
      if (rater !== launch.person) refuse('The role "self" is the participant\'s alone.');
      return;
    case 'peer':
      if (rater === launch.manager) refuse("The participant's manager is no peer.");
      return;
    case 'upward':
      if (found?.manager !== launch.person) refuse('Only who reports to the participant rates upward.');
      return;
    case 'manager':
      if (rater !== launch.manager && !actor.roles.has('hr')) refuse('Only HR names another manager than the one of the directory.');
      return;
  }
}
