import { Body, Controller, HttpCode, Inject, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber, type Approver } from '@rung/contracts';
import { Allow, answered, Context, type Answered, type RequestContext } from '@rung/service-kit';

import { MatrixStreams } from '../../matrix-streams.js';
import { ORGANISATION_APPROVER } from '../../tokens.js';
import { migrationBody, type MigrationBody } from './migration-api.js';
import { reasonBody, type ReasonBody } from './begin-api.js';

/** What becomes of a version. */
@ApiTags('matrices')
@Allow({ role: 'matrix-editor' })
@Controller('matrices/:matrixId/versions/:version')
export class VersionsController {
  constructor(
    private readonly matrices: MatrixStreams,
    @Inject(ORGANISATION_APPROVER) private readonly organisation: Approver,
  ) {}

  @Post('publication')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Publish a draft, once it is ready and approved where that is demanded: from then on it never changes' })
  publish(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.matrices.run({ type: 'PublishVersion', ...this.of(id, version, context), organisation: this.organisation }, context);
  }

  @Post('discarding')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Give a draft up: it can be read by editors, and begun from again' })
  discard(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Body({ schema: reasonBody }) { reason }: ReasonBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.matrices.run({ type: 'DiscardDraft', ...this.of(id, version, context), reason }, context);
  }

  @Post('retirement')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Retire a published version: no cycle begins with it any more; those that did go on, and it stays readable' })
  retire(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Body({ schema: reasonBody }) { reason }: ReasonBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.matrices.run({ type: 'RetireVersion', ...this.of(id, version, context), reason }, context);
  }

  @Post('migration')
  @HttpCode(200)
  @ApiResponse({ status: 200, standardSchema: answered })
  @ApiOperation({ summary: 'Record what becomes of each competency of an earlier version in this one' })
  map(
    @Param('matrixId', { schema: matrixId }) id: string,
    @Param('version', { schema: versionNumber }) to: number,
    @Body({ schema: migrationBody }) { from, entries }: MigrationBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    const { by, at } = this.of(id, to, context);
    return this.matrices.run({ type: 'MapMigration', matrixId: id, from, to, entries, by, at }, context);
  }

  private of(id: string, version: number, { actor, receivedAt }: RequestContext) {
    return { matrixId: id, version, by: actor.personId, at: receivedAt };
  }
}
