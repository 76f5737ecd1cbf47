// What a policy says that no cycle can mean.
import type { CyclePolicy } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import Fraction from 'fraction.js';

export interface PolicyFault {
  /** Within the policy. */
  readonly path: readonly (string | number)[];
  readonly detail: string;
}

const answering = ['self', 'peer', 'manager'] as const;

/** What is wrong with a policy whoever is assessed, and by whatever matrix. */
export function policyFaults({ grading, deadlines, phasesOverlap, peersAsked }: CyclePolicy): PolicyFault[] {
  const { cap, metFrom, mayMiss } = grading;
  const { groups, others } = peersAsked;
  return [
    ...(phasesOverlap ? [] : deadlinesOutOfOrder(deadlines)),
    ...(new Fraction(metFrom).n === 0n ? [{ path: ['grading', 'metFrom'], detail: 'must be above 0, or nothing could be missed' }] : []),
    ...(new Fraction(metFrom).compare(cap) > 0 ? [{ path: ['grading', 'metFrom'], detail: `must be at most the cap, ${cap}, or nothing could be met` }] : []),
    ...(new Fraction(mayMiss.share).compare(1) > 0 ? [{ path: ['grading', 'mayMiss', 'share'], detail: 'must be at most 1: no more than all can be missed' }] : []),
    ...(groups.length === 0 && others === 0 ? [{ path: ['peersAsked'], detail: 'asks peers nothing; name a group, or let them choose others' }] : []),
    ...groups.flatMap((group, at) => (groups.indexOf(group) < at ? [{ path: ['peersAsked', 'groups', at], detail: `"${group}" is named above already` }] : [])),
  ];
}

/**
 * @param at when the cycle is created or opened, ISO 8601.
 * @throws DomainError `deadline-passed` with each phase in which nobody could answer.
 */
export function mustLieAhead({ deadlines }: CyclePolicy, at: string): void {
  const passed = answering.flatMap((phase) => {
    const deadline = deadlines[phase];
    return deadline !== undefined && Date.parse(deadline) <= Date.parse(at) ? [{ pointer: `/policy/deadlines/${phase}`, detail: `${deadline} has passed` }] : [];
  });
  if (passed.length === 0) return;
  const detail = 'Nobody could answer after these deadlines; create a cycle with later ones, and cancel this one if it is a draft.';
  throw new DomainError('deadline-passed', detail, { errors: passed });
}

/** Phases that do not overlap follow each other, so the later one cannot end first. */
function deadlinesOutOfOrder(deadlines: CyclePolicy['deadlines']): PolicyFault[] {
  return answering.flatMap((phase, at) => {
    const own = deadlines[phase];
    const before = answering.slice(0, at).find((earlier) => own !== undefined && Date.parse(deadlines[earlier] ?? own) > Date.parse(own));
    return before === undefined ? [] : [{ path: ['deadlines', phase], detail: `must not be before the deadline of "${before}", which comes first where phases do not overlap` }];
  });
}
