// A review cycle: its pin, its population, its phases. It holds nothing about any one person.
import {
  CycleCancelled,
  CycleClosed,
  CycleCreated,
  CycleOpened,
  CycleReleased,
  PhaseEnded,
  type CycleEvent,
  type CyclePolicy,
  type MatrixPin,
  type Phase,
  type Population,
} from '@rung/contracts';
import { DomainError, type Decider } from '@rung/event-sourcing';

import { mustLieAhead } from './policy-faults.js';

/** The phases in which answers come in, in their order. */
export type AnswerPhase = Exclude<Phase, 'calibration'>;

interface Frame {
  readonly cycle: string;
  readonly name: string;
  readonly matrix: MatrixPin;
  readonly population: Population;
  readonly policy: CyclePolicy;
}

export type CycleState =
  | { readonly status: 'none' }
  | (Frame & { readonly status: 'draft' })
  | (Frame & { readonly status: 'collecting'; readonly phase: AnswerPhase })
  | (Frame & { readonly status: 'calibration' })
  | (Frame & { readonly status: 'released' })
  | (Frame & { readonly status: 'closed' })
  | (Frame & { readonly status: 'cancelled' });

/** A cycle that was created, in whatever status. */
export type KnownCycle = Exclude<CycleState, { status: 'none' }>;

interface Act {
  /** Who acts, by opaque id, and when, as an ISO instant. */
  readonly by: string;
  readonly at: string;
}

export type CycleCommand =
  | (Act & Frame & { readonly type: 'CreateCycle' })
  | (Act & { readonly type: 'OpenCycle' })
  | (Act & { readonly type: 'EndPhase'; readonly phase: Phase })
  | (Act & Release & { readonly type: 'ReleaseCycle' })
  | (Act & { readonly type: 'CloseCycle' })
  | (Act & { readonly type: 'CancelCycle' });

/** How far the participants are, as counted before the release. */
export interface Release {
  readonly allLaunched: boolean;
  readonly participants: number;
  readonly unproposed: number;
  /** Some of those without a proposal, by opaque id. */
  readonly waitingFor: readonly string[];
  readonly unconfirmed: number;
  readonly confirmedOnly: boolean;
}

export const cycle: Decider<CycleState, CycleCommand, CycleEvent> = {
  initial: { status: 'none' },

  decide(command, state) {
    if (command.type === 'CreateCycle') {
      if (state.status !== 'none') throw new DomainError('cycle-exists', `The cycle ${command.cycle} was created before.`);
      const { cycle: id, name, matrix, population, policy, by, at } = command;
      mustLieAhead(policy, at);
      return [CycleCreated({ cycle: id, name, matrix, population, policy, by, at })];
    }
    const known = created(state);
    const act = { cycle: known.cycle, by: command.by, at: command.at };
    switch (command.type) {
      case 'OpenCycle':
        if (known.status !== 'draft') {
          throw new DomainError('cycle-not-draft', `Only a draft can be opened; this cycle is ${statusOf(known)}.`);
        }
        mustLieAhead(known.policy, command.at);
        return [CycleOpened(act)];
      case 'EndPhase':
        mustBeIn(known, command.phase);
        return [PhaseEnded({ ...act, phase: command.phase })];
      case 'ReleaseCycle':
        mustBeReleasable(known, command);
        return [CycleReleased(act)];
      case 'CloseCycle':
        if (known.status === 'closed') return [];
        if (known.status !== 'released') {
          throw new DomainError('cycle-not-released', `Release the cycle first; it is ${statusOf(known)}.`);
        }
        return [CycleClosed(act)];
      case 'CancelCycle':
        if (known.status === 'cancelled') return [];
        if (known.status === 'released' || known.status === 'closed') {
          throw new DomainError('cycle-not-open', `The cycle is ${statusOf(known)}; people have seen their grades, and they stand.`);
        }
        return [CycleCancelled(act)];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'CycleCreated': {
        const { cycle: id, name, matrix, population, policy } = event.data;
        return { status: 'draft', cycle: id, name, matrix, population, policy };
      }
      case 'CycleOpened':
        return moved(state, (frame) => ({ ...frame, status: 'collecting', phase: 'self' }));
      case 'PhaseEnded':
        return moved(state, (frame) => after(frame, event.data.phase));
      case 'CycleReleased':
        return moved(state, (frame) => ({ ...frame, status: 'released' }));
      case 'CycleClosed':
        return moved(state, (frame) => ({ ...frame, status: 'closed' }));
      case 'CycleCancelled':
        return moved(state, (frame) => ({ ...frame, status: 'cancelled' }));
    }
  },
};

/** The cycle as it was created. @throws DomainError `not-found` when it never was. */
export function created(state: CycleState): KnownCycle {
  if (state.status === 'none') throw new DomainError('not-found', 'There is no such cycle.');
  return state;
}

/** What people call the status: the phase while answers come in. */
export function statusOf(known: KnownCycle): AnswerPhase | Exclude<KnownCycle['status'], 'collecting'> {
  return known.status === 'collecting' ? known.phase : known.status;
}

function mustBeIn(known: KnownCycle, phase: Phase): void {
  if (known.status === 'calibration') {
    throw new DomainError('phase-not-current', 'Calibration ends with the release of the cycle.', { phase: 'calibration' });
  }
  if (known.status !== 'collecting') {
    throw new DomainError('cycle-not-open', `No phase can end: the cycle is ${known.status}.`);
  }
  if (known.phase !== phase) {
    throw new DomainError('phase-not-current', `The cycle is in the phase "${known.phase}"; end that one first.`, { phase: known.phase });
  }
}

function mustBeReleasable(known: KnownCycle, command: Release): void {
  if (known.status !== 'calibration') {
    throw new DomainError('cycle-not-in-calibration', `A cycle is released from calibration; this one is ${statusOf(known)}.`);
  }
  if (!command.allLaunched) {
    throw new DomainError('reviews-not-launched', 'Reviews of this cycle are still being launched; try again.');
  }
  if (command.participants === 0) {
    throw new DomainError('population-empty', 'Nobody takes part in this cycle; cancel it instead.');
  }
  if (command.confirmedOnly) return;
  if (command.unproposed > 0) {
    throw new DomainError(
      'grade-not-proposed',
      `${command.unproposed} grades are not proposed yet; try again, or release the others with {"confirmedOnly": true}. Those of the people in "waitingFor" may have been refused: operators see that in their parked streams.`,
      { count: command.unproposed, waitingFor: command.waitingFor },
    );
  }
  if (command.unconfirmed > 0) {
    throw new DomainError(
      'grades-not-confirmed',
      `${command.unconfirmed} grades are not confirmed; confirm them, or release with {"confirmedOnly": true}.`,
      { count: command.unconfirmed },
    );
  }
}

function after(frame: Frame, ended: Phase): CycleState {
  switch (ended) {
    case 'self':
      return { ...frame, status: 'collecting', phase: 'peer' };
    case 'peer':
      return { ...frame, status: 'collecting', phase: 'manager' };
    case 'manager':
    case 'calibration':
      return { ...frame, status: 'calibration' };
  }
}

function moved(state: CycleState, to: (frame: Frame) => CycleState): CycleState {
  if (state.status === 'none') return state;
  const { cycle: id, name, matrix, population, policy } = state;
  return to({ cycle: id, name, matrix, population, policy });
}
