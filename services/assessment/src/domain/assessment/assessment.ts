// One rater's answers about one participant. Nothing in it names the rater.
import {
  AssessmentClosed,
  AssessmentOpened,
  AssessmentSubmitted,
  type AssessmentEvent,
  type RaterRole,
  type Rating,
} from '@rung/contracts';
import { DomainError, type Decider } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';

import type { Evidence } from '../review/review.js';
import { checkedRatings } from './answers.js';
import type { Asking } from './asking.js';

interface Frame extends Asking {
  readonly assessment: string;
  readonly review: string;
  readonly role: RaterRole;
}

export type AssessmentState =
  | { readonly status: 'none' }
  | (Frame & { readonly status: 'open' })
  | (Frame & { readonly status: 'submitted'; readonly ratings: readonly Rating[] })
  | (Frame & { readonly status: 'closed' });

export type KnownAssessment = Exclude<AssessmentState, { status: 'none' }>;

export type AssessmentCommand =
  | (Frame & { readonly type: 'OpenAssessment'; readonly on: string })
  | {
      readonly type: 'SubmitAssessment';
      readonly ratings: readonly Rating[];
      /** The cycle's version of the matrix, and what the participant has recorded: facts that the answers are held against. */
      readonly matrix: MatrixContent;
      readonly evidence: readonly Evidence[];
      /** The day alone: a time would tell answers apart. */
      readonly on: string;
    }
  | { readonly type: 'CloseAssessment'; readonly on: string };

export const assessment: Decider<AssessmentState, AssessmentCommand, AssessmentEvent> = {
  initial: { status: 'none' },

  decide(command, state) {
    switch (command.type) {
      case 'OpenAssessment': {
        if (state.status !== 'none') return [];
        const { assessment: id, review, role, asked, offered, chooses, on } = command;
        return [AssessmentOpened({ assessment: id, review, role, asked, offered, chooses, on })];
      }
      case 'SubmitAssessment': {
        const open = mustBeOpen(state);
        const ratings = checkedRatings(command.ratings, open, command.matrix, command.evidence);
        return [AssessmentSubmitted({ assessment: open.assessment, ratings, on: command.on })];
      }
      case 'CloseAssessment':
        return state.status === 'open' ? [AssessmentClosed({ assessment: state.assessment, on: command.on })] : [];
    }
  },

  evolve(state, event) {
    switch (event.type) {
      case 'AssessmentOpened': {
        const { assessment: id, review, role, asked, offered, chooses } = event.data;
        return { status: 'open', assessment: id, review, role, asked, offered, chooses };
      }
      case 'AssessmentSubmitted':
        return state.status === 'none' ? state : { ...frameOf(state), status: 'submitted', ratings: event.data.ratings };
      case 'AssessmentClosed':
        return state.status === 'none' ? state : { ...frameOf(state), status: 'closed' };
    }
  },
};

/** The assessment as it was opened. @throws DomainError `not-found` when it never was. */
export function opened(state: AssessmentState): KnownAssessment {
  if (state.status === 'none') throw new DomainError('not-found', 'There is no such assessment.');
  return state;
}

function mustBeOpen(state: AssessmentState): KnownAssessment {
  const known = opened(state);
  if (known.status === 'submitted') throw new DomainError('assessment-already-submitted', 'This assessment was submitted; a submission stands.');
  if (known.status === 'closed') throw new DomainError('assessment-closed', 'The assessment was closed without an answer.');
  return known;
}

function frameOf({ assessment: id, review, role, asked, offered, chooses }: KnownAssessment): Frame {
  return { assessment: id, review, role, asked, offered, chooses };
}
