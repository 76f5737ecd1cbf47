import type { CyclePolicy, MatrixPin, Population } from '@rung/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** `self`, `peer` and `manager` are the phases in which answers come in. */
export type CycleStatus = 'draft' | 'self' | 'peer' | 'manager' | 'calibration' | 'released' | 'closed' | 'cancelled';

/** A cycle as its stream has it. */
@Entity({ name: 'cycles' })
export class CycleRow {
  @PrimaryColumn({ type: 'uuid' })
  cycle!: string;

  @Column({ type: 'text' })
  name!: string;

  @Column({ type: 'text' })
  status!: CycleStatus;

  @Column({ type: 'jsonb' })
  matrix!: MatrixPin;

  @Column({ type: 'jsonb' })
  population!: Population;

  @Column({ type: 'jsonb' })
  policy!: CyclePolicy;

  /** Of the stream `cycle/{id}`. */
  @Column({ type: 'integer' })
  version!: number;

  /** Times as the events tell them; null of a row that an older build wrote. */
  @Column({ type: 'text', nullable: true })
  created_at!: string | null;

  @Column({ type: 'text', nullable: true })
  opened_at!: string | null;

  @Column({ type: 'text', nullable: true })
  released_at!: string | null;
}
