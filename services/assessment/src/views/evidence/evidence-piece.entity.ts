import type { SealedText } from '@rung/contracts';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** A piece of a participant's evidence. The text stays sealed here; only a read by who may see it opens it. */
@Entity({ name: 'evidence_pieces' })
export class EvidencePiece {
  @PrimaryColumn({ type: 'uuid' })
  evidence!: string;

  @Column({ type: 'uuid' })
  review!: string;

  @Column({ type: 'text' })
  competency!: string;

  @Column({ type: 'text' })
  level!: string;

  @Column({ type: 'date' })
  on!: string;

  @Column({ type: 'jsonb' })
  sealed!: SealedText;

  /** The event that the text is bound to. */
  @Column({ name: 'event_id', type: 'uuid' })
  eventId!: string;
}
