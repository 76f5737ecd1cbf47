import { Injectable } from '@nestjs/common';
import { confirmedAs, explanation, levelBasis, matrixPin, roleOfConfirmation } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { MatrixContent } from '@rung/matrix-model';
import { readAtLeast, type Actor } from '@rung/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { SealingKeys } from '../../privacy/sealing-keys.js';
import { levelNameOf } from '../../reference/matrices/level-name.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { evidence, EvidenceReader } from '../evidence/evidence.js';
import { Participant } from './participant.entity.js';

const stage = z.enum(['launched', 'proposed', 'confirmed', 'released']);
const levelName = z.string().nullable().describe('The first name of a level; null for none');

export const participantView = z
  .object({
    cycle: z.uuid(),
    person: z.uuid(),
    name: z.string().nullable().describe('As the directory has it; null of who is there no more'),
    unit: z.string(),
    manager: z.uuid().nullable(),
    matrix: matrixPin.pick({ id: true, version: true }).describe('By which the person is assessed'),
    currentLevel: levelName,
    basis: levelBasis,
    targetLevel: z.string(),
    state: stage.describe('To the participant it is `launched` until it is `released`'),
    /** Absent before there is one that this reader may see: the participant sees it once it is released. */
    grade: z
      .object({
        level: levelName,
        explanation,
        confirmedAs: confirmedAs.nullable().describe('In which role: the manager at launch, who calibrated, or another of those who may; null before'),
        confirmedBy: z.uuid().nullable().describe('Who did, for HR and the managers above; null to the participant'),
        calibration: z
          .object({
            from: levelName.describe('What was proposed'),
            reason: z.string().nullable().describe('For HR and the participant; null where it was forgotten, or is not yours to read'),
          })
          .nullable()
          .describe('Where another grade was confirmed than was proposed'),
      })
      .optional(),
    evidence: z.array(evidence),
    version: z.int().describe('Of the review; to the participant that of before the proposal until the release'),
  })
  .meta({ id: 'Participant' });
export type ParticipantView = z.infer<typeof participantView>;

export const participantPage = z
  .object({
    participants: z.array(z.object({ person: z.uuid(), unit: z.string(), state: stage, grade: levelName })),
    next: z.uuid().nullable().describe('For `?after=` of the next page; null at the end'),
  })
  .meta({ id: 'ParticipantPage' });
export type ParticipantPage = z.infer<typeof participantPage>;

export const pageQuery = z.object({ after: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(1_000).default(200) });
export type PageQuery = z.output<typeof pageQuery>;

@Injectable()
export class Participants {
  constructor(
    private readonly dataSource: DataSource,
    private readonly matrices: Matrices,
    private readonly evidence: EvidenceReader,
    private readonly keys: SealingKeys,
  ) {}

  /** @throws DomainError not-found; view-behind when the view does not reach `atLeast` in time. */
  async read(cycle: string, person: string, reader: Actor, atLeast?: number): Promise<ParticipantView> {
    const isSelf = reader.personId === person;
    const row = await readAtLeast(
      atLeast,
      () => this.dataSource.getRepository(Participant).findOneBy({ cycle, person }),
      (found) => (found === null ? 0 : progressFor(isSelf, found).version),
    );
    if (row === null) throw new DomainError('not-found', 'This person takes no part in the cycle.');
    const content = await this.matrices.pinned(row.matrix);
    const { unit, manager, basis } = row;
    return {
      cycle,
      person,
      name: await this.nameInDirectory(person),
      unit,
      manager,
      matrix: { id: row.matrix.id, version: row.matrix.version },
      currentLevel: levelNameOf(content, row.current_level),
      basis,
      targetLevel: levelNameOf(content, row.target_level) ?? row.target_level,
      ...progressFor(isSelf, row),
      ...gradeFor(isSelf, row, content, await this.reasonFor(isSelf, row, reader)),
      evidence: await this.evidence.of(row.review, isSelf),
    };
  }

  /** Everybody in a cycle, in order of opaque ids. A reader who takes part finds the own grade there once it is released. */
  async page(cycle: string, reader: Actor, { after, limit }: PageQuery): Promise<ParticipantPage> {
    const rows = await this.dataSource
      .getRepository(Participant)
      .createQueryBuilder('participant')
      .where('participant.cycle = :cycle', { cycle })
      .andWhere('participant.person > :after', { after: after ?? '00000000-0000-0000-0000-000000000000' })
      .orderBy('participant.person')
      .limit(limit + 1)
      .getMany();
    const page = rows.slice(0, limit);
    const [first] = page;
    const content = first === undefined ? undefined : await this.matrices.pinned(first.matrix);
    return {
      participants: page.map((row) => {
        const { person, unit } = row;
        const isSelf = reader.personId === person;
        const shown = content && gradeFor(isSelf, row, content, null).grade;
        return { person, unit, state: progressFor(isSelf, row).state, grade: shown?.level ?? null };
      }),
      next: rows.length > limit ? (page.at(-1)?.person ?? null) : null,
    };
  }

  private async nameInDirectory(person: string): Promise<string | null> {
    const [row] = await this.dataSource.query<{ name: string }[]>('select name from people where person = $1', [person]);
    return row?.name ?? null;
  }

  /** Why the grade was calibrated: for HR, and for the participant once it is released. The managers above are told that it was. */
  private async reasonFor(isSelf: boolean, { calibration_reason: sealed, reason_event: eventId, state }: Participant, reader: Actor): Promise<string | null> {
    const mayRead = isSelf ? state === 'released' : reader.roles.has('hr');
    if (!mayRead || sealed === null || eventId === null) return null;
    const [text = null] = await this.keys.unsealAll([{ sealed, eventId }]);
    return text;
  }
}

/** How many events of the grade a review has before its release. */
const gradeEvents = { launched: 0, proposed: 1, confirmed: 2 } as const;

/** Before the release a participant is not told whether there is a grade: neither by the stage nor by a version that rises with it. */
function progressFor(isSelf: boolean, { state, version }: Participant): Pick<ParticipantView, 'state' | 'version'> {
  return isSelf && state !== 'released' ? { state: 'launched', version: version - gradeEvents[state] } : { state, version };
}

/** HR and the managers see a proposal; the participant sees what was released, and never who confirmed it. */
function gradeFor(isSelf: boolean, row: Participant, content: MatrixContent, reason: string | null): Pick<ParticipantView, 'grade'> {
  if (row.explanation === null || (isSelf && row.state !== 'released')) return {};
  const isCalibrated = row.calibration_reason !== null;
  return {
    grade: {
      level: levelNameOf(content, row.grade),
      explanation: row.explanation,
      confirmedAs: roleOfConfirmation({ by: row.confirmed_by, manager: row.manager, isCalibrated }),
      confirmedBy: isSelf ? null : row.confirmed_by,
      calibration: isCalibrated ? { from: levelNameOf(content, row.calibrated_from), reason } : null,
    },
  };
}
