import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { AcceptanceBody } from './import-api.js';

/**
 * A text that waits to be accepted: no matrix, no event, gone after a day. It has to wait here and not in the process,
 * because the acceptance may reach another replica.
 */
@Entity({ name: 'staged_imports' })
export class StagedImport {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  /** The text as UTF-8; bytes, because a text column refuses U+0000. */
  @Column({ type: 'bytea' })
  text!: Buffer;

  @Column({ name: 'staged_at', type: 'timestamptz' })
  stagedAt!: Date;

  /** What it was last accepted with; whether that led to a draft is in the log, under the import's own id. */
  @Column({ type: 'jsonb', nullable: true })
  acceptance!: AcceptanceBody | null;
}
