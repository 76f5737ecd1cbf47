import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Published versions with which no cycle begins any more. */
export class RetiredMatrices1764000023000 implements MigrationInterface {
  readonly name = 'RetiredMatrices1764000023000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table matrix_retirements (matrix text not null, version integer not null, at text not null, primary key (matrix, version))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matrix_retirements');
  }
}
