import { Injectable } from '@nestjs/common';
import { matrixId } from '@rung/contracts';
import { DataSource } from 'typeorm';
import { z } from 'zod';

export const matrixAuthors = z
  .object({ authors: z.array(z.object({ person: z.uuid().describe('The opaque id'), name: z.string() })) })
  .meta({ id: 'MatrixAuthors' });
export type MatrixAuthorList = z.infer<typeof matrixAuthors>;

export const matrixAuthorsQuery = z.object({ matrix: matrixId });
export type MatrixAuthorsQuery = z.output<typeof matrixAuthorsQuery>;

/** The names of those who have worked on a matrix, and of nobody else: whoever may read its history may know whose it is. */
@Injectable()
export class MatrixAuthors {
  constructor(private readonly dataSource: DataSource) {}

  /** By name. Who is not, or no longer, in the directory is left out. */
  async of({ matrix }: MatrixAuthorsQuery): Promise<MatrixAuthorList> {
    const authors = await this.dataSource.query<MatrixAuthorList['authors']>(
      'select people.person, people.name from matrix_authors join people using (person) where matrix = $1 order by people.name, people.person',
      [matrix],
    );
    return { authors };
  }
}
