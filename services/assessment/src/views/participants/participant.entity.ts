import type { EventOf } from '@rung/event-sourcing';
import type { Explanation, MatrixPin, ReviewLaunched } from '@rung/contracts';
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

  /** As proposed; null for none, and before there is a proposal. */
  @Column({ type: 'text', nullable: true })
  grade!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  explanation!: Explanation | null;

  @Column({ type: 'uuid', nullable: true })
  confirmed_by!: string | null;

  /** Of the stream `review/{id}`. */
  @Column({ type: 'integer' })
  version!: number;
}
