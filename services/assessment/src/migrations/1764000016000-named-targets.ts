import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Target levels that managers set before the launch, by code; the launch freezes them. */
export class NamedTargets1764000016000 implements MigrationInterface {
  readonly name = 'NamedTargets1764000016000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table named_targets (cycle uuid not null, person uuid not null, level text not null, primary key (cycle, person));');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table named_targets;');
  }
}
