import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { DataSource, LessThan, MoreThanOrEqual } from 'typeorm';

import type { Mapping } from '../../domain/importing/index.js';
import { StagedImport } from './staged-import.entity.js';

const keptForMs = 24 * 60 * 60 * 1_000;

/** The files that wait for their acceptance. */
@Injectable()
export class StagedImports {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a file for a day, and clears away what is older. @returns its id. */
  async stage(file: Omit<StagedImport, 'id' | 'stagedAt'>, now: Date): Promise<string> {
    const imports = this.dataSource.getRepository(StagedImport);
    await imports.delete({ stagedAt: LessThan(oldest(now)) });
    const id = randomUUID();
    await imports.insert({ ...file, id, stagedAt: now });
    return id;
  }

  /** @throws DomainError not-found when it was never staged, or a day has passed. */
  async find(id: string, now: Date): Promise<StagedImport> {
    const staged = await this.dataSource.getRepository(StagedImport).findOneBy({ id, stagedAt: MoreThanOrEqual(oldest(now)) });
    if (staged === null) {
      throw new DomainError('not-found', 'There is no such import; a file waits for a day. Import it again.');
    }
    return staged;
  }

  /** From now on it is read by that mapping. */
  async map(id: string, mapping: Mapping): Promise<void> {
    await this.dataSource.getRepository(StagedImport).update({ id }, { mapping });
  }
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - keptForMs);
}
