import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { DataSource, LessThan, MoreThanOrEqual } from 'typeorm';

import { StagedImport } from './staged-import.entity.js';

const keptForMs = 24 * 60 * 60 * 1_000;

/** The texts that wait for their acceptance. */
@Injectable()
export class StagedImports {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a text for a day, and clears away what is older. @returns its id. */
  async stage(text: string, now: Date): Promise<string> {
    const imports = this.dataSource.getRepository(StagedImport);
    await imports.delete({ stagedAt: LessThan(oldest(now)) });
    const id = randomUUID();
    await imports.insert({ id, text: Buffer.from(text, 'utf8'), stagedAt: now });
    return id;
  }

  /** @returns the text. @throws DomainError not-found when it was never staged, or a day has passed. */
  async find(id: string, now: Date): Promise<string> {
    const staged = await this.dataSource.getRepository(StagedImport).findOneBy({ id, stagedAt: MoreThanOrEqual(oldest(now)) });
    if (staged === null) {
      throw new DomainError('not-found', 'There is no such import; a text waits for a day. Import it again.');
    }
    return staged.text.toString('utf8');
  }
}

function oldest(now: Date): Date {
  return new Date(now.getTime() - keptForMs);
}
