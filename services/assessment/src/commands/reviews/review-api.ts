import { day, evidenceId } from '@rung/contracts';
import { z } from 'zod';

export const personNamed = z.string().trim().min(1).max(200).describe("The opaque id of a person, or the organisation's own key");

const levelNamed = z.string().trim().min(1).max(200);

export const participantBody = z
  .strictObject({
    person: personNamed,
    targetLevel: levelNamed.optional().describe('Any name of a level; the next one up where it is left out'),
  })
  .meta({ id: 'NewParticipant' });
export type ParticipantBody = z.output<typeof participantBody>;

export const targetBody = z.strictObject({ targetLevel: levelNamed.describe('Any name of a level') }).meta({ id: 'Target' });
export type TargetBody = z.output<typeof targetBody>;

export const confirmationBody = z
  .strictObject({
    grade: levelNamed
      .nullable()
      .optional()
      .describe('Any name of a level of the matrix; null for none. Left out it is the proposed one; another is for HR alone, and needs a reason'),
    reason: z
      .string()
      .trim()
      .min(1)
      .max(4_000)
      .optional()
      .describe('Why the grade is another than the proposed one. HR reads it, and the person graded once the grade is released; it is kept sealed'),
  })
  .prefault({})
  .meta({ id: 'Confirmation' });
export type ConfirmationBody = z.output<typeof confirmationBody>;

export const evidenceBody = z
  .strictObject({
    competency: z.string().min(1).max(80),
    level: z.string().trim().min(1).max(200).describe('Any name of a level at which the cell is in force'),
    on: day.describe('When it happened'),
    text: z.string().trim().min(1).max(4_000),
  })
  .meta({ id: 'NewEvidence' });
export type EvidenceBody = z.output<typeof evidenceBody>;

export const evidenceAnswered = z.object({ evidence: evidenceId, version: z.int() }).meta({ id: 'EvidenceRecorded' });
export type EvidenceAnswer = z.infer<typeof evidenceAnswered>;
