import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId } from '@rung/contracts';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { begun, branchBody, matrixBody, type Begun, type BranchBody, type MatrixBody } from './begin-api.js';
import { Beginnings } from './beginnings.js';

@ApiTags('matrices')
@Allow({ role: 'matrix-editor' })
@Controller('matrices')
export class BeginController {
  constructor(private readonly beginnings: Beginnings) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Begin a matrix: an empty one, or a copy of a version of any matrix' })
  @ApiResponse({ status: 201, standardSchema: begun })
  matrix(@Body({ schema: matrixBody }) body: MatrixBody, @Context() context: RequestContext): Promise<Begun> {
    return this.beginnings.matrix(body, context);
  }

  @Post(':matrixId/versions')
  @HttpCode(201)
  @ApiOperation({ summary: 'Begin the next version of a matrix as any of its versions is' })
  @ApiResponse({ status: 201, standardSchema: begun })
  branch(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Body({ schema: branchBody }) { from }: BranchBody,
    @Context() context: RequestContext,
  ): Promise<Begun> {
    return this.beginnings.branch(id, from, context);
  }
}
