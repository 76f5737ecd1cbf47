import { Controller, Delete, Get, HttpCode, Inject, Param, Post, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { projectionRebuild, rebuildList, type ProjectionRebuild, type RebuildList } from '@rung/contracts';
import { Rebuilds, type RebuildStanding } from '@rung/messaging';

import { Allow } from '../identity/access-rules.js';
import { Context, type RequestContext } from '../requests/request-context.js';
import { namedAfter, operatorPath } from './operator-routes.js';

/** The routes about views that a service makes anew; the module that lists it provides `Rebuilds`. */
export function rebuildsController(service: string): Type<object> {
  @ApiTags('operator')
  @Allow({ role: 'operator' })
  @Controller(operatorPath(service, 'rebuilds'))
  class RebuildsController {
    constructor(@Inject(Rebuilds) private readonly rebuilds: Rebuilds) {}

    @Get()
    @ApiOperation({ summary: 'Every projection of the service: whether it can be made anew, and what became of it the last time' })
    @ApiResponse({ status: 200, standardSchema: rebuildList })
    async list(): Promise<RebuildList> {
      return { rebuilds: (await this.rebuilds.list()).map(rebuildView) };
    }

    @Post(':projection')
    @HttpCode(202)
    @ApiOperation({ summary: 'Make a projection anew, while the old one serves; one that is under way goes on' })
    @ApiResponse({ status: 202, standardSchema: projectionRebuild })
    async start(@Param('projection') projection: string, @Context() { actor }: RequestContext): Promise<ProjectionRebuild> {
      return rebuildView(await this.rebuilds.start(projection, actor.personId));
    }

    @Delete(':projection')
    @HttpCode(200)
    @ApiOperation({ summary: 'Give up what is being made; the old one stays' })
    @ApiResponse({ status: 200, standardSchema: projectionRebuild })
    async cancel(@Param('projection') projection: string): Promise<ProjectionRebuild> {
      return rebuildView(await this.rebuilds.cancel(projection));
    }
  }
  return namedAfter(service, RebuildsController, 'RebuildsController');
}

function rebuildView({ projection, impossible, request, left }: RebuildStanding): ProjectionRebuild {
  return {
    projection,
    impossible: impossible ?? null,
    state: stateOf(request),
    requestedBy: request?.requestedBy ?? null,
    requestedAt: request?.requestedAt.toISOString() ?? null,
    finishedAt: request?.finishedAt?.toISOString() ?? null,
    left: left?.toString() ?? null,
    trouble: request?.trouble ?? null,
  };
}

function stateOf(request: RebuildStanding['request']): ProjectionRebuild['state'] {
  if (request === undefined) return 'never';
  return request.outcome ?? (request.build === undefined ? 'asked' : 'under-way');
}
