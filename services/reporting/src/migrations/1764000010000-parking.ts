import { parkingSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What operators decide about parked streams. */
export class Parking1764000010000 implements MigrationInterface {
  readonly name = 'Parking1764000010000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(parkingSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('Who passed over which event is kept for ever; it is not dropped by a migration.'));
  }
}
