import { Controller, Get, Header, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber } from '@rung/contracts';
import { Allow, Context, type RequestContext } from '@rung/service-kit';

import { MigrationMaps, migrationQuery, migrationView, type MigrationQuery, type MigrationView } from './migration-maps.js';

/** Whoever may see both versions may see what leads from the one to the other. */
@ApiTags('matrices')
@Allow({ relation: 'signed-in' })
@Controller('matrices/:matrixId/versions/:version/migration')
export class MigrationController {
  constructor(private readonly maps: MigrationMaps) {}

  @Get()
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'What becomes of the competencies of an earlier version in this one: as it was recorded, and as the words tell' })
  @ApiResponse({ status: 200, standardSchema: migrationView })
  read(
    @Param('matrixId', { schema: matrixId }) matrix: string,
    @Param('version', { schema: versionNumber }) version: number,
    @Query({ schema: migrationQuery }) query: MigrationQuery,
    @Context() { actor }: RequestContext,
  ): Promise<MigrationView> {
    return this.maps.read(actor, matrix, version, query);
  }
}
