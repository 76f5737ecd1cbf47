// A participant in a cycle: launch, evidence, the proposed, confirmed and released grade.
import {
  EvidenceRecorded,
  GradeConfirmed,
  GradeProposed,
  GradeReleased,
  recorded,
  ReviewLaunched,
  type Explanation,
  type MatrixPin,
  type ReviewEvent,
  type SealedText,
} from '@rung/contracts';
import { DomainError, type Decider, type EventOf } from '@rung/event-sourcing';

import { decidedOn, type Decision } from './calibration.js';

export type Launch = EventOf<typeof ReviewLaunched>['data'];

/** A piece of the participant's evidence, by the cell that it is for (the level is the one that the cell starts at). */
export interface Evidence {
  readonly evidence: string;
  readonly competency: string;
  readonly level: string;
}

interface Frame {
  readonly launch: Launch;
  readonly evidence: readonly Evidence[];
}

export type ReviewState =
  | { readonly status: 'none' }
  | (Frame & { readonly status: 'launched' })
  | (Frame & { readonly status: 'proposed'; readonly grade: string | null })
  | (Frame & { readonly status: 'confirmed'; readonly grade: string | null })
  | (Frame & { readonly status: 'released'; readonly grade: string | null });

export type KnownReview = Exclude<ReviewState, { status: 'none' }>;

export type ReviewCommand =
  /** By the process that opens a cycle, perhaps for the second time. */
  | { readonly type: 'LaunchReview'; readonly launch: Launch }
  /** By a person, who wants to know when there is nothing to add; but the process may have been first with this very launch. */
  | { readonly type: 'AddParticipant'; readonly launch: Launch }
  | (Evidence & { readonly type: 'RecordEvidence'; readonly on: string; readonly text: SealedText })
  | {
      readonly type: 'ProposeGrade';
      readonly matrix: MatrixPin;
      readonly policy: { readonly name: string; readonly version: number };
      readonly grade: string | null;
      readonly explanation: Explanation;
      readonly at: string;
    }
  | (Decision & { readonly type: 'ConfirmGrade'; readonly by: string; readonly at: string })
  | { readonly type: 'ReleaseGrade'; readonly at: string };

export const review: Decider<ReviewState, ReviewCommand, ReviewEvent> = {
  initial: { status: 'none' },

  decide(command, state) {
    switch (command.type) {
      case 'LaunchReview':
        return state.status === 'none' ? [ReviewLaunched(command.launch)] : [];
      case 'AddParticipant':
        if (state.status === 'none') return [ReviewLaunched(command.launch)];
        if (frozenIn(state.launch) === frozenIn(command.launch)) return [];
        throw new DomainError('participant-exists', 'This person takes part in the cycle already.');
      case 'RecordEvidence': {
        const known = launched(state);
        if (known.evidence.some((piece) => piece.evidence === command.evidence)) return [];
        if (known.status !== 'launched') throw new DomainError('cycle-not-open', 'The grade is proposed; evidence comes too late.');
        const { evidence, competency, level, on, text } = command;
        return [EvidenceRecorded({ review: known.launch.review, evidence, competency, level, on, text })];
      }
      case 'ProposeGrade': {
        const known = launched(state);
        if (known.status !== 'launched') return [];
        const { matrix, policy, grade, explanation, at } = command;
        return [GradeProposed({ review: known.launch.review, matrix, policy, grade, explanation: recorded(explanation), at })];
      }
      case 'ConfirmGrade': {
        const known = launched(state);
        if (known.launch.person === command.by) throw new DomainError('own-grade', 'Somebody else must confirm your grade.');
        if (known.status === 'launched') throw new DomainError('grade-not-proposed', 'There is no proposal to confirm yet.');
        if (known.status !== 'proposed') throw new DomainError('grade-already-confirmed', 'This grade was confirmed before.');
        const { by, at } = command;
        return [GradeConfirmed({ review: known.launch.review, ...decidedOn(known.grade, command), proposed: known.grade, by, at })];
      }
      case 'ReleaseGrade': {
        const known = launched(state);
        if (known.status !== 'confirmed') return [];
        const { review: id, cycle, person } = known.launch;
        return [GradeReleased({ review: id, cycle, person, grade: known.grade, at: command.at })];
      }
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'ReviewLaunched':
        return { status: 'launched', launch: event.data, evidence: [] };
      case 'EvidenceRecorded': {
        if (state.status === 'none') return state;
        const { evidence, competency, level } = event.data;
        return { ...state, evidence: [...state.evidence, { evidence, competency, level }] };
      }
      case 'GradeProposed':
        return state.status === 'none' ? state : { ...frameOf(state), status: 'proposed', grade: event.data.grade };
      case 'GradeConfirmed':
        return state.status === 'none' ? state : { ...frameOf(state), status: 'confirmed', grade: event.data.grade };
      case 'GradeReleased':
        return state.status === 'none' ? state : { ...frameOf(state), status: 'released', grade: event.data.grade };
    }
  },
};

/** The review as it was launched. @throws DomainError `not-found` when it never was. */
export function launched(state: ReviewState): KnownReview {
  if (state.status === 'none') throw new DomainError('not-found', 'This person takes no part in the cycle.');
  return state;
}

/** What a launch in this cycle of this person says, but for its moment. */
function frozenIn({ unit, manager, currentLevel, basis, targetLevel }: Launch): string {
  return JSON.stringify([unit, manager, currentLevel, Object.entries(basis).sort(), targetLevel]);
}

function frameOf({ launch, evidence }: KnownReview): Frame {
  return { launch, evidence };
}
