import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { Mapping } from '../../domain/importing/index.js';
import { ImportMapping } from './import-mapping.entity.js';

/** What people said of files, by the shape of the file: the next of that shape is read by it. */
@Injectable()
export class RememberedMappings {
  constructor(private readonly dataSource: DataSource) {}

  async of(shape: string): Promise<Mapping | undefined> {
    const known = await this.dataSource.getRepository(ImportMapping).findOneBy({ shape });
    return known?.mapping;
  }

  /** The last one stays. */
  async remember(shape: string, mapping: Mapping, now: Date): Promise<void> {
    await this.dataSource.getRepository(ImportMapping).upsert({ shape, mapping, saidAt: now }, ['shape']);
  }
}
