import type { CellRef, RaterRole } from '@rung/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** What an assessment asks. Nothing here says who answers it. */
@Entity({ name: 'assessment_forms' })
export class AssessmentForm {
  @PrimaryColumn({ type: 'uuid' })
  assessment!: string;

  @Column({ type: 'uuid' })
  review!: string;

  @Column({ type: 'text' })
  role!: RaterRole;

  @Column({ type: 'jsonb' })
  asked!: CellRef[];

  @Column({ type: 'jsonb' })
  offered!: CellRef[];

  @Column({ type: 'integer' })
  chooses!: number;

  @Column({ type: 'text' })
  state!: 'open' | 'submitted' | 'closed';

  /** Of the stream `assessment/{id}`. */
  @Column({ type: 'integer' })
  version!: number;
}
