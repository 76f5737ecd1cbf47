import { Controller, Get, Header, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow } from '@rung/service-kit';

import { matrixAuthors, MatrixAuthors, matrixAuthorsQuery, type MatrixAuthorList, type MatrixAuthorsQuery } from './matrix-authors.js';

/** For those who may read the history of a matrix, which names people by their opaque ids. */
@ApiTags('directory')
@Allow({ role: 'matrix-editor' }, { role: 'hr' })
@Controller('directory/matrix-authors')
export class MatrixAuthorsController {
  constructor(private readonly authors: MatrixAuthors) {}

  @Get()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'The names of those who have worked on a matrix: who drafted, changed, approved, published or retired a version of it' })
  @ApiResponse({ status: 200, standardSchema: matrixAuthors })
  read(@Query({ schema: matrixAuthorsQuery }) query: MatrixAuthorsQuery): Promise<MatrixAuthorList> {
    return this.authors.of(query);
  }
}
