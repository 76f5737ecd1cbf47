import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { z } from 'zod';

import { SealingKeys } from '../../privacy/sealing-keys.js';
import { EvidencePiece } from './evidence-piece.entity.js';

export const evidence = z.object({
  evidence: z.uuid(),
  competency: z.string(),
  level: z.string().describe('The code of the level that the cell starts at'),
  on: z.iso.date(),
  text: z.string().nullable().describe('Null where it was forgotten, or is not yours to read'),
});
export type Evidence = z.infer<typeof evidence>;

/** A participant's evidence, for those who may read it. */
@Injectable()
export class EvidenceReader {
  constructor(
    private readonly dataSource: DataSource,
    private readonly keys: SealingKeys,
  ) {}

  /** @param readable whether this reader may read the texts; otherwise that there are pieces is all that is told. */
  async of(review: string, readable: boolean): Promise<Evidence[]> {
    const pieces = await this.dataSource.getRepository(EvidencePiece).find({ where: { review }, order: { on: 'asc', evidence: 'asc' } });
    const texts = readable ? await this.keys.unsealAll(pieces) : [];
    return pieces.map(({ evidence: id, competency, level, on }, at) => ({ evidence: id, competency, level, on, text: texts[at] ?? null }));
  }
}
