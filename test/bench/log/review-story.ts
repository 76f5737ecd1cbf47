// What happens to a review in a cycle, as events of some 600 bytes in the mean: the backlog of every bench is made of it.
import { EvidenceRecorded, GradeConfirmed, GradeProposed, GradeReleased, ReviewLaunched } from '@rung/contracts';
import type { DomainEvent } from '@rung/event-sourcing';

export interface Step {
  readonly event: DomainEvent;
  /** Who commands it. A person's request has an idempotency key and names an actor, a process names the event that it follows. */
  readonly by: 'person' | 'process';
}

const someone = '00000000-0000-4000-8000-00000000feed';
const at = '2026-11-25T12:00:00.000Z';
const matrix = { id: 'python-developer', version: 1, hash: 'ab'.repeat(32) };
const title = { ru: 'Работа в команде', en: 'Teamwork' };
const statement = { ru: 'Делится с командой тем, чему научился', en: 'Shares with the team what was learned' };

const launched = ReviewLaunched({
  ...{ review: someone, cycle: someone, person: someone, unit: 'platform', manager: someone, matrix },
  ...{ currentLevel: 'junior', basis: { kind: 'entry-grade', signedBy: someone }, targetLevel: 'middle', at },
});
const evidence = EvidenceRecorded({
  ...{ review: someone, evidence: someone, competency: 'teamwork', level: 'middle', on: '2026-11-20' },
  text: { keyId: someone, iv: 'x'.repeat(16), ciphertext: 'x'.repeat(400), tag: 'x'.repeat(22) },
});
const proposed = GradeProposed({
  ...{ review: someone, matrix, policy: { name: 'default', version: 1 }, grade: 'middle', at },
  explanation: {
    policy: { name: 'default', version: 1 },
    ...{ currentLevel: 'Junior', targetLevel: 'Middle', grade: 'Middle', metFrom: '1.5', minimumPeers: 3, lift: null, warnings: [] },
    cells: [
      {
        ...{ competency: 'teamwork', group: 'soft', title, statement, levels: ['Middle'], mustHave: false, evidenceRequired: false },
        contributions: [
          { source: 'manager', rating: 2, implied: false, counted: '2', weight: '0.6' },
          { source: 'peers', counted: '1.5', weight: '0.4' },
        ],
        ...{ beside: { self: 2, upward: null }, value: '1.8', verdict: 'met' },
      },
    ],
    named: [],
    gates: [
      {
        ...{ level: 'Middle', passed: true },
        groups: [{ group: 'soft', inForce: 1, missed: 0, mayMiss: 1, mustHavesMissed: 0, passed: true }],
        cells: [0],
      },
    ],
  },
});
const confirmed = GradeConfirmed({ review: someone, grade: 'middle', proposed: 'middle', reason: null, by: someone, at });
const released = GradeReleased({ review: someone, cycle: someone, person: someone, grade: 'middle', at });

const piecesOfEvidence = 6;

/** In order. Whose review it is, the backlog fills in. */
export const story: readonly Step[] = [
  { event: launched, by: 'process' },
  ...Array.from({ length: piecesOfEvidence }, () => ({ event: evidence, by: 'person' }) as const),
  { event: proposed, by: 'process' },
  { event: confirmed, by: 'person' },
  { event: released, by: 'process' },
];

/** @returns how many events so many reviews make. */
export const eventsOf = (reviews: number): number => reviews * story.length;

/** All that has happened to a review whose grade waits for a person to confirm it. */
export function untilProposed(review: string): readonly DomainEvent[] {
  const steps = story.slice(0, story.findIndex(({ event }) => event === confirmed));
  return steps.map(({ event }) => ofReview(event, review));
}

export const confirmationOf = (review: string): DomainEvent => ofReview(confirmed, review);

/** Every review is another person's, whose id it shares. */
function ofReview({ type, data }: DomainEvent, review: string): DomainEvent {
  return { type, data: { ...(data as object), review, ...('person' in (data as object) && { person: review }) } };
}
