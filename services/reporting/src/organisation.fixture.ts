// A small organisation of bakers, as the other services' topics tell of it.
import { randomUUID } from 'node:crypto';

import {
  assessmentTopicEvents,
  CompetencyPublished,
  CycleCreated,
  GradeConfirmed,
  GradeProposed,
  GradeReleased,
  gradingPolicy,
  matrixEvents,
  PersonPlaced,
  recorded,
  ReviewLaunched,
  UnitPlaced,
  VersionPublished,
  type AssessmentTopicEvent,
  type Explanation,
  type MatrixEvent,
  type Verdict,
} from '@rung/contracts';
import { toNewEvents, type EventLog, type NewEvent } from '@rung/event-store';

export const cycle = 'c0000000-0000-4000-8000-000000000001';
export const matrix = { id: 'bakers', version: 1, hash: 'f'.repeat(64) };
export const competencies = ['kneading', 'baking'];
export const levelCodes = ['apprentice', 'baker', 'master'] as const;
export type LevelCode = (typeof levelCodes)[number];

export const by = 'b0000000-0000-4000-8000-000000000001';
const at = '2026-11-22T10:00:00.000Z';
/** When a review is proposed, confirmed and released. */
export const days = { proposed: '2026-11-23T10:00:00.000Z', confirmed: '2026-11-24T10:00:00.000Z', released: '2026-11-25T10:00:00.000Z' };
export const sealedReason = { keyId: 'd0000000-0000-4000-8000-000000000001', iv: 'aa', ciphertext: 'bb', tag: 'cc' };
const nameOf = (level: LevelCode) => ({ apprentice: 'Apprentice', baker: 'Baker', master: 'Master baker' })[level];
const text = (ru: string, en: string) => ({ ru, en });
const titleOf = (competency: string) => text(`умение: ${competency}`, `skill: ${competency}`);

/** Events for one stream, in their order. */
export interface Told {
  readonly stream: string;
  readonly events: readonly NewEvent[];
}

function ofAssessment(stream: string, ...events: AssessmentTopicEvent[]): Told {
  return { stream, events: toNewEvents(assessmentTopicEvents, events, {}) };
}

function ofMatrix(stream: string, ...events: MatrixEvent[]): Told {
  return { stream, events: toNewEvents(matrixEvents, events, {}) };
}

export function matrixPublished(): Told {
  const frame = {
    name: 'Bakers',
    reading: 'additive' as const,
    groups: ['hard'],
    levels: levelCodes.map((code) => ({ code, names: [nameOf(code)], sameAs: {} })),
    terms: [],
  };
  const { id: matrixId, version, hash } = matrix;
  const cell = { listedAt: ['apprentice'], statement: titleOf('any'), questions: [], evidenceRequired: false, mustHave: false, weight: 1 };
  return ofMatrix(
    `matrix/${matrixId}`,
    ...competencies.map((one) =>
      CompetencyPublished({ matrixId, version, competency: { id: one, group: 'hard', title: titleOf(one), cells: [cell] } }),
    ),
    VersionPublished({ matrixId, version, hash, frame, competencyIds: competencies, by, at }),
  );
}

export function cycleCreated(): Told {
  const policy = { grading: gradingPolicy.parse({}), phasesOverlap: false, deadlines: {}, peersAsked: { groups: [], others: 8 } };
  return ofAssessment(`cycle/${cycle}`, CycleCreated({ cycle, name: 'Autumn', matrix, population: { units: [] }, policy, by, at }));
}

export function unitPlaced(unit: string, parent: string | null): Told {
  return ofAssessment(`unit/${unit}`, UnitPlaced({ unit, parent }));
}

/** @param manager an opaque id, or null. */
export function personPlaced(person: string, unit: string, manager: string | null): Told {
  return ofAssessment(`person/${person}`, PersonPlaced({ person, unit, manager, position: null }));
}

interface Circumstances {
  readonly cycle: string;
  readonly manager: string | null;
  readonly days: typeof days;
}

/** Somebody's review from the launch on; each step is told when it is asked for. */
export class ReviewStory {
  readonly review = randomUUID();
  private grade: LevelCode | null = null;
  private readonly circumstances: Circumstances;

  constructor(
    readonly person: string,
    readonly unit: string,
    given: Partial<Circumstances> = {},
  ) {
    this.circumstances = { cycle, manager: null, days, ...given };
  }

  launched(): Told {
    const { review, person, unit, circumstances: { cycle: ofCycle, manager } } = this;
    const basis = { kind: 'none' as const };
    return this.tell(
      ReviewLaunched({ review, cycle: ofCycle, person, unit, manager, matrix, currentLevel: 'apprentice', basis, targetLevel: 'baker', at }),
    );
  }

  /** @param verdicts on the cell of each competency. */
  proposed(grade: LevelCode | null, verdicts: readonly Verdict[] = ['met', 'missed']): Told {
    this.grade = grade;
    const explanation = explanationOf(grade, verdicts);
    return this.tell(GradeProposed({ review: this.review, matrix, policy: { name: 'default', version: 1 }, grade, explanation: recorded(explanation), at: this.circumstances.days.proposed }));
  }

  /** @param calibrated another grade than the proposed one. */
  confirmed(calibrated?: LevelCode | null): Told {
    const proposed = this.grade;
    const reason = calibrated === undefined ? null : sealedReason;
    if (calibrated !== undefined) this.grade = calibrated;
    return this.tell(GradeConfirmed({ review: this.review, grade: this.grade, proposed, reason, by, at: this.circumstances.days.confirmed }));
  }

  released(): Told {
    return this.tell(GradeReleased({ review: this.review, cycle: this.circumstances.cycle, person: this.person, grade: this.grade, at: this.circumstances.days.released }));
  }

  private tell(event: AssessmentTopicEvent): Told {
    return ofAssessment(`review/${this.review}`, event);
  }
}

/** Two gates over the same cells, as a carried cell is in force at both. */
export function explanationOf(grade: LevelCode | null, verdicts: readonly Verdict[]): Explanation {
  const cells = competencies.map((competency, place) => ({
    competency,
    group: 'hard',
    title: titleOf(competency),
    statement: titleOf(competency),
    levels: ['Apprentice', 'Baker'],
    mustHave: false,
    evidenceRequired: false,
    contributions: [],
    beside: { self: null, upward: null },
    value: null,
    verdict: verdicts[place] ?? 'missed',
  }));
  const gate = (level: LevelCode) => ({ level: nameOf(level), passed: true, groups: [], cells });
  return {
    policy: { name: 'default', version: 1 },
    currentLevel: 'Apprentice',
    targetLevel: 'Baker',
    grade: grade === null ? null : nameOf(grade),
    metFrom: '1.5',
    minimumPeers: 3,
    gates: [gate('apprentice'), gate('baker')],
    lift: null,
    warnings: [],
  };
}

/** Tells a log what happened, after what it knows. @returns the version that the last stream was left at. */
export async function tell(log: EventLog, ...tolds: readonly Told[]): Promise<number> {
  let version = 0;
  for (const { stream, events } of tolds) {
    const expectedVersion = (await log.readStream(stream)).length;
    ({ version } = await log.append({ streamId: stream, expectedVersion, events }));
  }
  return version;
}
