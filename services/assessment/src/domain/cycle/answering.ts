// When a cycle takes answers, evidence and raters.
import type { CyclePolicy, RaterRole } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';

import { isAnonymous } from '../assessment/anonymity.js';
import type { AnswerPhase, KnownCycle } from './cycle.js';

const order: readonly AnswerPhase[] = ['self', 'peer', 'manager'];

/** The phase that a role answers in. */
export function phaseOf(role: RaterRole): AnswerPhase {
  switch (role) {
    case 'self':
      return 'self';
    case 'peer':
    case 'upward':
      return 'peer';
    case 'manager':
      return 'manager';
  }
}

/** The last instant at which a role's answers are taken; null where only the end of the phase ends that. */
export function deadlineOf(role: RaterRole, { deadlines }: Pick<CyclePolicy, 'deadlines'>): string | null {
  return deadlines[phaseOf(role)] ?? null;
}

/** @param at ISO 8601, by the server's clock. */
export function hasPassed(deadline: string | null, at: string): boolean {
  return deadline !== null && Date.parse(at) > Date.parse(deadline);
}

/**
 * Refuses an answer that comes at the wrong time.
 * @param receivedAt the instant at which the server had the request, ISO 8601: no clock but the server's counts.
 * @throws DomainError `cycle-not-open` before the opening, `assessment-closed` after the role's last moment,
 *   `phase-not-current` before its first, `deadline-passed`.
 */
export function mustTakeAnswers(known: KnownCycle, role: RaterRole, receivedAt: string): void {
  if (known.status === 'draft') throw new DomainError('cycle-not-open', 'The cycle is not open yet.');
  if (known.status !== 'collecting') throw new DomainError('assessment-closed', `The cycle is ${known.status}; it takes no answers.`);
  const phase = phaseOf(role);
  const ahead = known.policy.phasesOverlap ? 0 : order.indexOf(phase) - order.indexOf(known.phase);
  if (ahead > 0) {
    throw new DomainError('phase-not-current', `The cycle is in the phase "${known.phase}"; this is answered in "${phase}".`, { phase: known.phase });
  }
  if (ahead < 0) throw new DomainError('assessment-closed', `The phase "${phase}" has ended.`);
  const deadline = deadlineOf(role, known.policy);
  if (hasPassed(deadline, receivedAt)) {
    throw new DomainError('deadline-passed', `The deadline of the phase "${phase}" was ${deadline}.`, { deadline });
  }
}

/** Refuses a new rater once the role's phase is over. @throws DomainError `cycle-not-open`, `phase-not-current` */
export function mustTakeRaters(known: KnownCycle, role: RaterRole): void {
  mustBeCollecting(known);
  if (known.status !== 'collecting' || known.policy.phasesOverlap) return;
  if (order.indexOf(phaseOf(role)) < order.indexOf(known.phase)) {
    throw new DomainError('phase-not-current', `The phase "${phaseOf(role)}" has ended.`, { phase: known.phase });
  }
}

/**
 * Whether assessments of a role may be opened for raters who were named. Anonymous ones wait for their phase and are then
 * opened together, since what opens right after somebody was named is known to be theirs.
 */
export function openingOf(known: KnownCycle, role: RaterRole): 'now' | 'later' | 'never' {
  if (known.status === 'draft') return 'later';
  if (known.status !== 'collecting') return 'never';
  if (known.policy.phasesOverlap) return 'now';
  const ahead = order.indexOf(phaseOf(role)) - order.indexOf(known.phase);
  if (ahead < 0) return 'never';
  return ahead > 0 && isAnonymous(role) ? 'later' : 'now';
}

/** Whether the assessment of a rater named now would be known by the moment in which it opens: the others' are open, or are being opened. */
export function needsCompany(known: KnownCycle, role: RaterRole): boolean {
  return isAnonymous(role) && openingOf(known, role) !== 'later';
}

/** Refuses participants and evidence outside of the phases in which answers come in. @throws DomainError `cycle-not-open` */
export function mustBeCollecting(known: KnownCycle): void {
  if (known.status !== 'collecting') throw new DomainError('cycle-not-open', `The cycle is ${known.status}.`);
}

/** Grades are confirmed in calibration, and those left over after the release. @throws DomainError `cycle-not-in-calibration` */
export function mustTakeConfirmations(known: KnownCycle): void {
  if (known.status !== 'calibration' && known.status !== 'released') {
    throw new DomainError('cycle-not-in-calibration', 'Grades are confirmed in calibration, or after the release.');
  }
}
