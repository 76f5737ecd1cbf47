import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';
import { DataSource, LessThan } from 'typeorm';

import type { AcceptanceBody } from './import-api.js';
import { StagedImport } from './staged-import.entity.js';

const keptForMs = 24 * 60 * 60 * 1_000;

/** The texts that wait for their acceptance. */
@Injectable()
export class StagedImports {
  constructor(private readonly dataSource: DataSource) {}

  /** Keeps a text for a day, and clears away what is older. @returns its id. */
  async stage(text: string, now: Date): Promise<string> {
    const imports = this.dataSource.getRepository(StagedImport);
    await imports.delete({ stagedAt: LessThan(new Date(now.getTime() - keptForMs)) });
    const id = randomUUID();
    await imports.insert({ id, text: Buffer.from(text, 'utf8'), stagedAt: now, acceptance: null });
    return id;
  }

  /** @throws DomainError not-found when it was never staged, or a day has passed. */
  async find(id: string): Promise<{ text: string; acceptance: AcceptanceBody | null }> {
    const staged = await this.dataSource.getRepository(StagedImport).findOneBy({ id });
    if (staged === null) {
      throw new DomainError('not-found', 'There is no such import; a text waits for a day. Import it again.');
    }
    return { text: staged.text.toString('utf8'), acceptance: staged.acceptance };
  }

  /** Says what it is accepted with, before it is, so that a repeated acceptance can be told from another one. */
  async accept(id: string, acceptance: AcceptanceBody): Promise<void> {
    await this.dataSource.getRepository(StagedImport).update({ id }, { acceptance });
  }
}
