import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { Commands, type RequestContext } from '@rung/service-kit';

import { cellFinderByName, orRefuse } from '../../domain/cells/find-cell.js';
import { mustBeCollecting } from '../../domain/cycle/answering.js';
import { mustHaveBegun } from '../../domain/review/evidence-day.js';
import { CycleSecrets } from '../../privacy/cycle-secrets.js';
import { reviewIdOf } from '../../privacy/derived-ids.js';
import { SealingKeys } from '../../privacy/sealing-keys.js';
import { Matrices } from '../../reference/matrices/matrices.js';
import { reviewStream, Streams } from '../../streams.js';
import type { EvidenceAnswer, EvidenceBody } from './review-api.js';

/** Takes what participants record of their own work. */
@Injectable()
export class EvidenceRecords {
  constructor(
    private readonly commands: Commands,
    private readonly streams: Streams,
    private readonly matrices: Matrices,
    private readonly secrets: CycleSecrets,
    private readonly keys: SealingKeys,
  ) {}

  /** The text is sealed for the very event that will carry it. @throws DomainError invalid-request, cycle-not-open, not-found, unknown-competency, unknown-level */
  async record(cycleId: string, person: string, body: EvidenceBody, context: RequestContext): Promise<EvidenceAnswer> {
    const evidence = context.commandId ?? randomUUID();
    const before = await this.commands.firstAnswer('review', context);
    if (before !== undefined) return { evidence, version: before.version };
    const { competency, level, on, text } = body;
    mustHaveBegun(on, context.receivedAt);
    const cycle = await this.streams.cycle(cycleId);
    const id = reviewIdOf(await this.secrets.of(cycleId), person);
    const { ref } = orRefuse(cellFinderByName(await this.matrices.pinned(cycle.matrix))(competency, level));
    mustBeCollecting(cycle);
    const eventId = randomUUID();
    const sealText = await this.keys.sealer(person, 'evidence', cycleId);
    const command = { type: 'RecordEvidence', evidence, ...ref, on, text: sealText(text, eventId) } as const;
    const { version } = await this.commands.run({ ...reviewStream(id), command, context, stamp: (event) => ({ ...event, eventId }) });
    return { evidence, version };
  }
}
