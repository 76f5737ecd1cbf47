import { Body, Controller, Get, HttpCode, Inject, Param, Post, Query, type Type } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import {
  parkedInspection,
  parkedOutcome,
  parkedPage,
  retriedPage,
  retryAllBody,
  skipBody,
  type ParkedInspection,
  type ParkedOutcome,
  type ParkedPage,
  type RetriedPage,
  type RetryAllBody,
  type SkipBody,
} from '@rung/contracts';
import { Parking } from '@rung/messaging';

import { Allow } from '../identity/access-rules.js';
import { Context, type RequestContext } from '../requests/request-context.js';
import { namedAfter, operatorPath } from './operator-routes.js';
import { inspectionView, outcomeView, pageOf, parkedQuery, placeFrom, retriedView, type ParkedQueryView } from './parked-views.js';

/**
 * The routes about a service's parked streams. Each service has a class of its own, as several may share a process; the
 * module that lists it provides `Parking`. A stream is named by the two parts of its id.
 */
export function parkedController(service: string): Type<object> {
  @ApiTags('operator')
  @Allow({ role: 'operator' })
  @Controller(operatorPath(service, 'parked'))
  class ParkedController {
    constructor(@Inject(Parking) private readonly parking: Parking) {}

    @Get()
    @ApiOperation({ summary: 'Parked streams, page by page: those that a projection or a reaction could not follow' })
    @ApiResponse({ status: 200, standardSchema: parkedPage })
    async list(@Query({ schema: parkedQuery }) { after, ...query }: ParkedQueryView): Promise<ParkedPage> {
      return pageOf(await this.parking.list({ ...query, after: placeFrom(after) }), query.limit);
    }

    @Post('retry')
    @HttpCode(200)
    @ApiOperation({ summary: 'Try a page of parked streams again: of a projection, with an error, or all' })
    @ApiResponse({ status: 200, standardSchema: retriedPage })
    async retryAll(@Body({ schema: retryAllBody }) { after, ...query }: RetryAllBody, @Context() { actor }: RequestContext): Promise<RetriedPage> {
      return retriedView(await this.parking.retryAll({ ...query, after: placeFrom(after) }, actor.personId), query.limit);
    }

    @Get(':projection/:kind/:id')
    @ApiOperation({ summary: 'What is in the way of a stream: the event without its contents, what waits behind it, what was decided before' })
    @ApiResponse({ status: 200, standardSchema: parkedInspection })
    async inspect(@Param('projection') projection: string, @Param('kind') kind: string, @Param('id') id: string): Promise<ParkedInspection> {
      return inspectionView(await this.parking.inspect(projection, `${kind}/${id}`));
    }

    @Post(':projection/:kind/:id/retry')
    @HttpCode(200)
    @ApiOperation({ summary: 'Follow a parked stream again, from the event in its way; it stays parked where one fails' })
    @ApiResponse({ status: 200, standardSchema: parkedOutcome })
    async retry(
      @Param('projection') projection: string,
      @Param('kind') kind: string,
      @Param('id') id: string,
      @Context() { actor, commandId }: RequestContext,
    ): Promise<ParkedOutcome> {
      return outcomeView(await this.parking.decide(projection, `${kind}/${id}`, { action: 'retry', by: actor.personId, commandId }));
    }

    @Post(':projection/:kind/:id/skip')
    @HttpCode(200)
    @ApiOperation({ summary: 'Pass over the event in the way, for a reason that is kept, and follow the stream behind it' })
    @ApiResponse({ status: 200, standardSchema: parkedOutcome })
    async skip(
      @Param('projection') projection: string,
      @Param('kind') kind: string,
      @Param('id') id: string,
      @Body({ schema: skipBody }) { position, reason }: SkipBody,
      @Context() { actor, commandId }: RequestContext,
    ): Promise<ParkedOutcome> {
      const decision = { action: 'skip', position: BigInt(position), reason, by: actor.personId, commandId } as const;
      return outcomeView(await this.parking.decide(projection, `${kind}/${id}`, decision));
    }
  }
  return namedAfter(service, ParkedController, 'ParkedController');
}
