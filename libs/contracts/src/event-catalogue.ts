// Every event that leaves a service, with what readers of the topics must know of it.
import type { DomainEvent, EventCatalogue } from '@rung/event-sourcing';

import { assessmentTopicEvents, type AssessmentTopicEvent } from './events/assessment.js';
import { matrixEvents, type MatrixEvent } from './events/matrix.js';
import { topics } from './topics.js';

export interface EventNote {
  /** `matrix` for the streams `matrix/{id}`. */
  readonly stream: string;
  /** One sentence for those who read the topic. */
  readonly tells: string;
}

export interface TopicContent {
  readonly topic: string;
  /** Where the events are defined, from the root of the repository. */
  readonly definedIn: string;
  readonly catalogue: Pick<EventCatalogue<DomainEvent>, 'types' | 'read'>;
  readonly notes: Readonly<Record<string, EventNote>>;
}

const matrixNotes: Readonly<Record<MatrixEvent['type'], EventNote>> = {
  VersionDrafted: { stream: 'matrix', tells: 'A draft of a matrix version was begun: empty, from an imported text, an entry of the catalogue or a version that there is; so many competencies follow.' },
  CompetencyDrafted: { stream: 'matrix', tells: 'One competency of a draft.' },
  DraftChanged: { stream: 'matrix', tells: 'A draft was edited: what the editor meant, and each part of the matrix as it was and as it became.' },
  DraftDiscarded: { stream: 'matrix', tells: 'A draft was given up; its number is not used again.' },
  ApprovalPolicySet: { stream: 'matrix', tells: 'Who approves drafts of this matrix from now on, where the organisation does not demand more.' },
  DraftApproved: { stream: 'matrix', tells: 'A second person approved what a draft says; the next change makes it void.' },
  CompetencyPublished: { stream: 'matrix', tells: 'One competency of a version that is being published.' },
  VersionPublished: { stream: 'matrix', tells: 'A version is published once all competencies listed here were seen; it never changes again.' },
  VersionRetired: { stream: 'matrix', tells: 'A published version is for no new cycle; those that are pinned to it go on.' },
  MigrationMapped: { stream: 'matrix', tells: 'What becomes of each competency of a version in a later one: kept, asked again, merged, split or dropped.' },
};

const assessmentNotes: Readonly<Record<AssessmentTopicEvent['type'], EventNote>> = {
  PersonPlaced: { stream: 'person', tells: "A person's unit, manager and position from now on." },
  EntryGradeSigned: { stream: 'person', tells: 'A named person vouches for a level, where no decision was released yet.' },
  UnitPlaced: { stream: 'unit', tells: 'Where a unit hangs in the organisation from now on.' },
  CycleCreated: { stream: 'cycle', tells: 'A review cycle was created as a draft: its matrix version, population and policy.' },
  CycleOpened: { stream: 'cycle', tells: 'A cycle was opened; its reviews are being launched.' },
  PhaseEnded: { stream: 'cycle', tells: 'A phase of a cycle ended.' },
  CycleReleased: { stream: 'cycle', tells: 'The grades of a cycle were released; a GradeReleased follows for each review.' },
  CycleClosed: { stream: 'cycle', tells: 'A cycle is over.' },
  CycleCancelled: { stream: 'cycle', tells: 'A cycle was cancelled; its open reviews lead to nothing.' },
  ReviewLaunched: { stream: 'review', tells: 'A person takes part in a cycle; current and target level are frozen here.' },
  EvidenceRecorded: { stream: 'review', tells: 'The participant recorded a dated piece of evidence; its text can be forgotten, that there was some cannot.' },
  GradeProposed: { stream: 'review', tells: 'The policy came to this grade, with the whole explanation; nobody confirmed it yet.' },
  GradeConfirmed: { stream: 'review', tells: 'A named person confirmed the grade, as it was proposed or calibrated to another, with the reason.' },
  GradeReleased: { stream: 'review', tells: 'The participant may see the grade; it is the current level from now on.' },
  AssessmentOpened: { stream: 'assessment', tells: 'A rater in this role is asked for these cells; nothing names the rater.' },
  AssessmentSubmitted: { stream: 'assessment', tells: 'The answers of one rater; nothing names the rater.' },
  AssessmentClosed: { stream: 'assessment', tells: 'The phase ended without an answer; none can come any more.' },
};

/** All events that leave a service, by the topic that they go out on. */
export const eventCatalogue: readonly TopicContent[] = [
  { topic: topics.matrix, definedIn: 'libs/contracts/src/events/matrix.ts', catalogue: matrixEvents, notes: matrixNotes },
  { topic: topics.assessment, definedIn: 'libs/contracts/src/events/assessment.ts', catalogue: assessmentTopicEvents, notes: assessmentNotes },
];
