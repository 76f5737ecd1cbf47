import { Controller, Get, Inject, Res } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Registry } from 'prom-client';

import { PublicEndpoint } from '../identity/access-rules.js';
import { REGISTRY } from '../tokens.js';

/** Beside the API, for a process that has no port for it alone. */
@ApiTags('operation')
@Controller()
export class MetricsController {
  constructor(@Inject(REGISTRY) private readonly registry: Registry) {}

  @Get('metrics')
  @PublicEndpoint('scraped by the platform, which has no token; no label names a person or a unit')
  @ApiOperation({ summary: 'Everything that the process measures, for Prometheus' })
  @ApiProduces('text/plain')
  async metrics(@Res({ passthrough: true }) reply: FastifyReply): Promise<string> {
    void reply.header('content-type', this.registry.contentType);
    return this.registry.metrics();
  }
}
