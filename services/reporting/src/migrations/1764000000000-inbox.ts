import { messagingSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Inbox1764000000000 implements MigrationInterface {
  readonly name = 'Inbox1764000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(messagingSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('The inbox is what the views are rebuilt from; it is not dropped by a migration.'));
  }
}
