import { Column, Entity, PrimaryColumn } from 'typeorm';

import type { Mapping } from '../../domain/importing/index.js';

/** What a person said of the columns of files of one shape, with which an import was accepted. */
@Entity({ name: 'import_mappings' })
export class ImportMapping {
  @PrimaryColumn({ type: 'text' })
  shape!: string;

  @Column({ type: 'jsonb' })
  mapping!: Mapping;

  @Column({ name: 'said_at', type: 'timestamptz' })
  saidAt!: Date;
}
