import { voidingSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For inboxes that were created before voidings. */
export class Voidings1764000009000 implements MigrationInterface {
  readonly name = 'Voidings1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(voidingSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('What is void must stay known, or it is taken again; it is not dropped by a migration.'));
  }
}
