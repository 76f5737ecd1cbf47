import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';

import { PublicEndpoint } from '../identity/access-rules.js';
import { REGISTRY } from '../tokens.js';
import { HealthChecks } from './health-checks.js';

/** For the platform: is it alive, may it be sent requests, what does it measure. */
@ApiTags('operation')
@Controller()
export class HealthController {
  constructor(
    private readonly checks: HealthChecks,
    @Inject(REGISTRY) private readonly registry: Registry,
  ) {}

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

  @Get('metrics')
  @PublicEndpoint('scraped by the platform, which has no token; no label names a person or a unit')
  @ApiOperation({ summary: 'Everything that the process measures, for Prometheus' })
  @ApiProduces('text/plain')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.registry.contentType);
    return this.registry.metrics();
  }
}
