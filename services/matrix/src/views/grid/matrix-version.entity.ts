import type { Competency, MatrixFrame } from '@rung/matrix-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { VersionStatus } from '../../domain/versions/version.js';

/** One version of one matrix, whole, as its events have built it up. */
@Entity({ name: 'matrix_versions' })
export class MatrixVersion {
  @PrimaryColumn({ name: 'matrix_id', type: 'text' })
  matrixId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @Column({ type: 'text' })
  status!: VersionStatus;

  @Column({ type: 'text', nullable: true })
  hash!: string | null;

  @Column({ type: 'jsonb' })
  frame!: MatrixFrame;

  @Column({ type: 'jsonb' })
  competencies!: Competency[];

  /** The version of the stream `matrix/{id}` that this row reflects. */
  @Column({ name: 'stream_version', type: 'integer' })
  streamVersion!: number;
}
