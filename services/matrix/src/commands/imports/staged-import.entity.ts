import { Column, Entity, PrimaryColumn } from 'typeorm';

/**
 * A text that waits to be accepted: no matrix, no event, gone after a day. It has to wait here and not in the process,
 * because the acceptance may reach another replica. Whether it was accepted, and with what, is in the log alone.
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
}
