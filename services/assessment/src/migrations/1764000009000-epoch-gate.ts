import { epochGateSql } from '@rung/event-store';
import { voidingSql } from '@rung/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** For logs that were created before appends asked for the epoch, and inboxes from before voidings. */
export class EpochGate1764000009000 implements MigrationInterface {
  readonly name = 'EpochGate1764000009000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(epochGateSql);
    await runner.query(voidingSql);
  }

  down(): Promise<void> {
    return Promise.reject(new Error('A log without the gate gives positions twice after a restore; it stays.'));
  }
}
