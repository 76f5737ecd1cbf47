import type { MigrationEntry } from '@rung/matrix-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The map that was recorded last between two versions. */
@Entity({ name: 'matrix_migrations' })
export class MigrationMap {
  @PrimaryColumn({ name: 'matrix_id', type: 'text' })
  matrixId!: string;

  @PrimaryColumn({ type: 'integer' })
  from!: number;

  @PrimaryColumn({ type: 'integer' })
  to!: number;

  @Column({ type: 'jsonb' })
  entries!: MigrationEntry[];

  @Column({ type: 'uuid' })
  by!: string;

  @Column({ type: 'text' })
  at!: string;

  /** The version of the stream `matrix/{id}` that recorded it. */
  @Column({ name: 'stream_version', type: 'integer' })
  streamVersion!: number;
}
