import { Controller, Get, Header, Inject, Param } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { matrixId, versionNumber, type Approver } from '@rung/contracts';
import { findingsIn, type Finding } from '@rung/matrix-model';
import { Allow } from '@rung/service-kit';

import { demandedApprover, isApproved } from '../../domain/versions/approval.js';
import { draftOf } from '../../domain/versions/version.js';
import { MatrixStreams } from '../../matrix-streams.js';
import { ORGANISATION_APPROVER } from '../../tokens.js';
import { readiness, type Readiness } from './readiness-api.js';

const mostFindings = 200;

/** Read from the log, so that it never is behind what a publication would be refused for. */
@ApiTags('matrices')
@Controller('matrices/:matrixId/versions/:version/readiness')
export class ReadinessController {
  constructor(
    private readonly matrices: MatrixStreams,
    @Inject(ORGANISATION_APPROVER) private readonly organisation: Approver,
  ) {}

  @Get()
  @Allow({ role: 'matrix-editor' }, { role: 'hr' })
  @Header('cache-control', 'private, no-cache')
  @ApiOperation({ summary: 'What must be true before a draft is published, each with the change that mends it' })
  @ApiResponse({ status: 200, standardSchema: readiness })
  async read(@Param('matrixId', { schema: matrixId }) id: string, @Param('version', { schema: versionNumber }) version: number): Promise<Readiness> {
    const state = await this.matrices.at(id);
    const draft = draftOf(state, id, version);
    const { must, should } = findingsIn(draft.content);
    const demanded = demandedApprover(state, this.organisation);
    return {
      matrix: id, version,
      revision: draft.revision,
      publishable: must.length === 0 && isApproved(draft, demanded),
      must: firstOf(must), should: firstOf(should),
      approval: { demanded, given: draft.approval, authors: [...draft.authors] },
    };
  }
}

function firstOf(found: readonly Finding[]): Readiness['must'] {
  return { total: found.length, first: found.slice(0, mostFindings).map((one) => ({ ...one, mend: one.mend && { ...one.mend, fill: [...one.mend.fill] } })) };
}
