import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who has worked on which matrix. */
export class MatrixAuthors1764000043000 implements MigrationInterface {
  readonly name = 'MatrixAuthors1764000043000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('create table matrix_authors (matrix text not null, person uuid not null, primary key (matrix, person))');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('drop table matrix_authors');
  }
}
