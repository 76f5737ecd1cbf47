import { Controller, Get } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';

import { PublicEndpoint } from '../identity/access-rules.js';
import { HealthChecks } from './health-checks.js';

/** For the platform: is it alive, may it be sent requests. */
@ApiTags('operation')
@Controller()
export class HealthController {
  constructor(private readonly checks: HealthChecks) {}

  @Get('live')
  @PublicEndpoint('asked by the platform, which has no token; says nothing but that the process answers')
  @ApiOperation({ summary: 'Whether the process answers; looks at no dependency' })
  @ApiOkResponse({ description: 'It does' })
  live(): { status: 'live' } {
    return { status: 'live' };
  }

  @Get('ready')
  @PublicEndpoint('asked by the platform, which has no token; names dependencies and no data')
  @ApiOperation({ summary: 'Whether requests may be sent here: the dependencies answer, and no stop is under way' })
  @ApiOkResponse({ description: 'They may' })
  async ready(): Promise<{ status: 'ready' }> {
    await this.checks.mustBeReady();
    return { status: 'ready' };
  }
}
