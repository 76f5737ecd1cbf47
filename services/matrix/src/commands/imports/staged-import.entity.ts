import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { FileFormat, Mapping } from '../../domain/importing/index.js';

/**
 * A file that waits to be accepted: no matrix, no event, gone after a day. It has to wait here and not in the process,
 * because the acceptance may reach another replica. Whether it was accepted, and with what, is in the log alone.
 */
@Entity({ name: 'staged_imports' })
export class StagedImport {
  @PrimaryColumn({ type: 'uuid' })
  id!: string;

  @Column({ type: 'bytea', name: 'text' })
  bytes!: Buffer;

  /** As its owner calls it. */
  @Column({ type: 'text', nullable: true })
  name!: string | null;

  /** As it was said to be; null where its content tells. */
  @Column({ type: 'text', nullable: true })
  format!: FileFormat | null;

  /** By which it is read: remembered, or said by a person. Null where it is read as it suggests itself. */
  @Column({ type: 'jsonb', nullable: true })
  mapping!: Mapping | null;

  /** Of its tables; null where it has none. */
  @Column({ type: 'text', nullable: true })
  shape!: string | null;

  @Column({ name: 'staged_at', type: 'timestamptz' })
  stagedAt!: Date;
}
