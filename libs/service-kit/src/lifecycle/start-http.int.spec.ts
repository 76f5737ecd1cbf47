import { createServer, type AddressInfo } from 'node:net';

import { Controller, Get, Injectable, Module, type OnApplicationShutdown } from '@nestjs/common';
import { afterEach, describe, expect, it } from '@jest/globals';

import { Allow, PublicEndpoint } from '../identity/access-rules.js';
import { useGate } from '../things.fixture.js';
import { startTinyService, type TinyService } from '../tiny-service.fixture.js';
import { HealthChecks } from '../observability/health-checks.js';
import { BackgroundTasks } from './background-tasks.js';

const happened: string[] = [];

@Injectable()
class Pool implements OnApplicationShutdown {
  onApplicationShutdown(): void {
    happened.push('pool closed');
  }
}

@Module({ providers: [Pool] })
class PoolModule {}

let service: TinyService | undefined;
afterEach(async () => {
  await service?.close();
  service = undefined;
  happened.length = 0;
});

const task = (name: string) => ({
  name,
  start: async () => void happened.push(`${name} started`),
  stop: async () => void happened.push(`${name} stopped`),
});

describe('a stop', () => {
  it('loses no request: not ready, no new connection, requests finish, tasks in reverse, pools last', async () => {
    const running = await startTinyService([PoolModule], { drainMs: 2_000 });
    service = running;
    running.app.get(BackgroundTasks).add(task('relay'));
    running.app.get(BackgroundTasks).add(task('projector'));
    const gate = useGate();
    const slow = running.call('/things/slow').then((response) => response.json());
    await gate.reached;

    const closed = running.close();
    const ready = await running.call('/ready');
    expect(ready.status).toBe(503);
    expect(ready.headers.get('connection')).toBe('close');
    expect((await running.call('/live')).status).toBe(200);

    setTimeout(() => {
      happened.push('request goes on');
      gate.open();
    }, 2_500);
    expect(await slow).toEqual({ done: true });
    await closed;
    expect(happened).toEqual([
      'relay started',
      'projector started',
      'request goes on',
      'projector stopped',
      'relay stopped',
      'pool closed',
    ]);
    await expect(running.call('/live')).rejects.toThrow();
  });

  it('cuts off whoever never finishes', async () => {
    service = await startTinyService([], { requestLimitMs: 100 });
    const gate = useGate();
    const stuck = service.call('/things/slow').catch(() => 'cut off');
    await gate.reached;
    await service.close();
    expect(await stuck).toBe('cut off');
    expect(service.lines().map(({ msg }) => msg)).toContain('requests did not finish in time; their connections are cut');
  });

  it('is one stop, however often it is asked for', async () => {
    service = await startTinyService();
    expect(service.close()).toBe(service.close());
    await service.close();
  });
});

describe('a start', () => {
  it('is refused when a handler has no access rule, and leaves nothing open', async () => {
    @Controller('forgotten')
    class ForgottenController {
      @Get()
      everything(): string {
        return 'everything';
      }

      @Get('public')
      @PublicEndpoint(' ')
      withoutReason(): string {
        return '';
      }

      @Get('unknown')
      @Allow({ relation: 'nobody.knows', of: 'thing' })
      unknownRelation(): string {
        return '';
      }

      @Get('both')
      @Allow({ role: 'hr' })
      @PublicEndpoint('undecided')
      both(): string {
        return '';
      }

      noRoute(): string {
        return '';
      }
    }
    @Module({ controllers: [ForgottenController], providers: [Pool] })
    class ForgottenModule {}

    const refusal = await startTinyService([ForgottenModule]).then(
      () => 'started',
      (error: Error) => error.message,
    );
    expect(refusal.split('\n').slice(1).map((line) => line.trim())).toEqual([
      'ForgottenController.everything has neither @Allow nor @PublicEndpoint',
      'ForgottenController.withoutReason is public without a reason',
      'ForgottenController.unknownRelation allows the relation "nobody.knows", which nobody registered',
      'ForgottenController.both has both @Allow and @PublicEndpoint',
    ]);
    expect(happened).toEqual(['pool closed']);
  });

  it('takes a rule of the controller for all its handlers', async () => {
    @Controller('ruled')
    @Allow({ role: 'operator' })
    class RuledController {
      @Get()
      everything(): { all: true } {
        return { all: true };
      }
    }
    @Module({ controllers: [RuledController] })
    class RuledModule {}

    service = await startTinyService([RuledModule]);
    expect((await service.call('/ruled')).status).toBe(401);
    expect((await service.call('/ruled', { as: 'olga', roles: ['hr'] })).status).toBe(403);
    expect((await service.call('/ruled', { as: 'olga', roles: ['operator'] })).status).toBe(200);
  });

  it('is refused when the port is taken', async () => {
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const { port } = other.address() as AddressInfo;
    try {
      await expect(startTinyService([], { port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
    } finally {
      await new Promise((resolve) => other.close(resolve));
    }
  });
});

describe('readiness', () => {
  it('asks every dependency, gives each a second, and names those that fail', async () => {
    service = await startTinyService();
    expect(await (await service.call('/ready')).json()).toEqual({ status: 'ready' });
    const checks = service.app.get(HealthChecks);
    checks.add('postgres', async () => undefined);
    checks.add('log', async () => {
      throw new Error('secret address');
    });
    checks.add('disk', () => new Promise(() => undefined));
    const response = await service.call('/ready');
    expect(response.status).toBe(503);
    const problem = (await response.json()) as Record<string, unknown>;
    expect(problem).toMatchObject({
      code: 'unavailable',
      checks: [
        { name: 'log', reason: 'failed' },
        { name: 'disk', reason: 'timed out' },
      ],
    });
    expect(JSON.stringify(problem)).not.toContain('secret');
    expect((await service.call('/live')).status).toBe(200);
  });
});

describe('what a process publishes', () => {
  it('measures requests by the template of their route', async () => {
    service = await startTinyService([], { revision: 'abc', target: 'api' });
    await service.call('/things/of/anna.petrova', { as: 'anna.petrova' });
    await service.call('/no/such/anna.petrova');
    const response = await service.call('/metrics', { headers: { accept: 'text/plain;version=0.0.4;q=0.5,*/*;q=0.1' } });
    expect(response.headers.get('content-type')).toMatch(/^text\/plain; version=0\.0\.4/);
    const metrics = await response.text();
    const series = 'http_server_request_duration_seconds';
    expect(metrics).toContain(`${series}_count{method="GET",route="/things/of/:person",status_code="200"} 1`);
    expect(metrics).toContain(`${series}_count{method="GET",route="unmatched",status_code="404"} 1`);
    expect(metrics).toContain(`${series}_bucket{le="0.075",method="GET",route="/things/of/:person",status_code="200"}`);
    expect(metrics).toContain('rung_build_info{version="1.2.3",revision="abc",target="api"} 1');
    expect(metrics).toContain('process_cpu_seconds_total');
    expect(metrics).not.toContain('anna.petrova');
  });

  it('documents its operations, with the schemas that it parses by', async () => {
    service = await startTinyService();
    const document = (await (await service.call('/docs-json')).json()) as Document;
    const answers = document.paths['/things/answers']?.['post'];
    expect(document.openapi).toBe('3.1.0');
    expect(answers?.operationId).toBe('things_answer');
    expect(answers?.requestBody?.content['application/json']?.schema).toEqual({ $ref: '#/components/schemas/Answer' });
    expect(document.components.schemas['Answer']).toMatchObject({
      properties: { cell: { maxLength: 20, description: 'The cell that is rated' } },
      additionalProperties: false,
    });
    expect(document.components.schemas['Problem']).toMatchObject({ required: expect.arrayContaining(['code', 'status']) });
    expect(answers?.responses['default']?.content).toHaveProperty(['application/problem+json']);
    expect(answers?.parameters?.map(({ name }) => name)).toEqual(['Idempotency-Key', 'If-Match']);
    expect(document.security).toEqual([{ bearer: [] }]);
    expect(document.paths['/live']?.['get']?.security).toEqual([{}]);
    expect(document.paths['/things/listed']?.['get']?.parameters).toContainEqual(
      expect.objectContaining({ name: 'limit', in: 'query', schema: expect.objectContaining({ maximum: 100 }) }),
    );
    expect(Object.keys(document.paths['/things/rows']?.['post']?.requestBody?.content ?? {})).toEqual(['text/csv']);
  });

  it('serves the page of the documentation without anybody else', async () => {
    service = await startTinyService();
    const page = await service.call('/docs');
    const html = await page.text();
    expect(page.status).toBe(200);
    expect(html).not.toMatch(/(src|href)="https?:/);
    const scripts = [...html.matchAll(/src="([^"]+)"/g)].map(([, source = '']) => source);
    expect(scripts.length).toBeGreaterThan(1);
    for (const source of scripts) {
      const script = await service.call(new URL(source, `${service.url}/docs`).pathname);
      expect([source, script.status]).toEqual([source, 200]);
      await script.arrayBuffer();
    }
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(html).not.toMatch(/<script>/);
  });
});

interface Operation {
  readonly operationId: string;
  readonly requestBody?: { readonly content: Record<string, { readonly schema: unknown }> };
  readonly responses: Record<string, { readonly content: object }>;
  readonly parameters?: readonly { readonly name: string }[];
  readonly security?: unknown;
}
interface Document {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { readonly schemas: Record<string, object> };
  readonly security: unknown;
}
