import { Controller, Get, Header, Inject, Optional } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { z } from 'zod';

import { PublicEndpoint } from '../identity/access-rules.js';
import type { MetricsAddress } from '../observability/metrics-server.js';
import { METRICS_ADDRESS } from '../tokens.js';

const entry = z
  .object({
    docs: z.string().describe('What may be asked here, as a page'),
    openapi: z.string().describe('The same as an OpenAPI document'),
    live: z.string(),
    ready: z.string(),
    metrics: z.string().optional().describe('Left out where the metrics have a port of their own'),
  })
  .meta({ id: 'Entry' });
type Entry = z.infer<typeof entry>;

/** For whoever has nothing but the address. */
@ApiTags('operation')
@Controller()
export class EntryController {
  constructor(@Optional() @Inject(METRICS_ADDRESS) private readonly metricsElsewhere: MetricsAddress | undefined) {}

  @Get()
  @PublicEndpoint('names the addresses that are open to all, and nothing else')
  @Header('link', '</docs>; rel="service-doc", </docs-json>; rel="service-desc"')
  @ApiOperation({ summary: 'Where to go on: the addresses that are open to all' })
  @ApiOkResponse({ standardSchema: entry })
  read(): Entry {
    const open = { docs: '/docs', openapi: '/docs-json', live: '/live', ready: '/ready' };
    return this.metricsElsewhere === undefined ? { ...open, metrics: '/metrics' } : open;
  }
}
