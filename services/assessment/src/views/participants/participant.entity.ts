import type { EventOf } from '@rung/event-sourcing';
import type { Explanation, MatrixPin, ReviewLaunched, SealedText } from '@rung/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

export type ReviewStage = 'launched' | 'proposed' | 'confirmed' | 'released';

/** A participant in a cycle, by opaque ids; levels are codes of the matrix. The columns bear the names of the fields. */
@Entity({ name: 'participants' })
export class Participant {
  @PrimaryColumn({ type: 'uuid' })
  review!: string;

  @Column({ type: 'uuid' })
  cycle!: string;

  @Column({ type: 'uuid' })
  person!: string;

  @Column({ type: 'text' })
  unit!: string;

  @Column({ type: 'uuid', nullable: true })
  manager!: string | null;

  @Column({ type: 'jsonb' })
  matrix!: MatrixPin;

  @Column({ type: 'text', nullable: true })
  current_level!: string | null;

  @Column({ type: 'jsonb' })
  basis!: EventOf<typeof ReviewLaunched>['data']['basis'];

  @Column({ type: 'text' })
  target_level!: string;

  @Column({ type: 'text' })
  state!: ReviewStage;

  /** As proposed, then as confirmed; null for none, and before there is a proposal. */
  @Column({ type: 'text', nullable: true })
  grade!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  explanation!: Explanation | null;

  @Column({ type: 'uuid', nullable: true })
  confirmed_by!: string | null;

  /** Of the stream `review/{id}`. */
  @Column({ type: 'integer' })
  version!: number;

  /** What was proposed where another grade was confirmed; null for none as well, so the reason tells whether it was. */
  @Column({ type: 'text', nullable: true })
  calibrated_from!: string | null;

  /** There is one if, and only if, another grade than the proposed one was confirmed. Only a read by who may see it opens it. */
  @Column({ type: 'jsonb', nullable: true })
  calibration_reason!: SealedText | null;

  /** The event that the reason is bound to. */
  @Column({ type: 'uuid', nullable: true })
  reason_event!: string | null;
}
