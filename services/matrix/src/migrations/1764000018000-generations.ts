import { voidingSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For cursors that were created before a voiding raised their generation. */
export class Generations1764000018000 implements MigrationInterface {
  readonly name = 'Generations1764000018000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(voidingSql);
  }

  down(): Promise<void> {
    return Promise.resolve(); // a build that does not know the columns leaves them as they are
  }
}
