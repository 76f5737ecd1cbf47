import type { PartChange } from '@rung/matrix-model';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** One change of a draft. Its number is the version of the stream `matrix/{id}` that it made. */
@Entity({ name: 'matrix_changes' })
export class DraftChange {
  @PrimaryColumn({ name: 'matrix_id', type: 'text' })
  matrixId!: string;

  @PrimaryColumn({ type: 'integer' })
  version!: number;

  @PrimaryColumn({ type: 'integer' })
  number!: number;

  @Column({ type: 'jsonb' })
  change!: { kind: string };

  @Column({ type: 'jsonb' })
  parts!: PartChange[];

  /** Of its parts. */
  @Column({ type: 'text', array: true })
  addresses!: string[];

  @Column({ type: 'text', array: true })
  competencies!: string[];

  @Column({ type: 'text', array: true })
  levels!: string[];

  @Column({ type: 'integer', nullable: true })
  undoes!: number | null;

  @Column({ type: 'text', nullable: true })
  reason!: string | null;

  @Column({ type: 'uuid' })
  by!: string;

  @Column({ type: 'text' })
  at!: string;
}
