// A controller with a route for each thing that the kit promises.
import type { Readable } from 'node:stream';

import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { DomainError } from '@rung/event-sourcing';
import { VersionConflict } from '@rung/event-store';
import { z } from 'zod';

import { CsvBody, TextBody } from './http/body-limits.js';
import { Unobserved } from './http/unobserved.js';
import { Allow, PublicEndpoint } from './identity/access-rules.js';
import { PersonIdPipe } from './identity/person-id.pipe.js';
import { atLeastVersion } from './requests/at-least.js';
import { currentCorrelationId } from './requests/correlation.js';
import { Context, type RequestContext } from './requests/request-context.js';
import { UuidPipe } from './requests/uuid.pipe.js';

const answerBody = z
  .object({
    cell: z.string().max(20).describe('The cell that is rated'),
    'a/b~c': z.array(z.union([z.int().min(0).max(3), z.literal('n')])).max(3).optional(),
  })
  .strict()
  .meta({ id: 'Answer' });
const listQuery = z.object({ limit: z.coerce.number().int().min(1).max(100).default(10) });
const seenAnswer = z.object({ personId: z.string() }).meta({ id: 'Seen' });
const choiceQuery = z.object({
  cycle: z.uuid().describe('Whose list'),
  state: z.enum(['open', 'closed']).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(10),
  name: z.string().max(20).optional(),
  atLeast: atLeastVersion,
});

export interface Gate {
  /** Lets the request to /things/slow go on. */
  open(): void;
  readonly opened: Promise<void>;
  /** Resolves when the request is being handled. */
  readonly reached: Promise<void>;
  reach(): void;
}

export function newGate(): Gate {
  const opened = later();
  const reached = later();
  return { open: opened.resolve, opened: opened.promise, reached: reached.promise, reach: reached.resolve };
}

/** Promise.withResolvers, which Node 20 does not have. */
function later(): { promise: Promise<void>; resolve: () => void } {
  let resolve: () => void = () => undefined;
  const promise = new Promise<void>((done) => {
    resolve = done;
  });
  return { promise, resolve };
}

let gate = newGate();
export function useGate(): Gate {
  gate = newGate();
  return gate;
}

@Controller('things')
export class ThingsController {
  @Get('for-hr')
  @Allow({ role: 'hr' })
  forHr(@Context() context: RequestContext): { personId: string; correlationIds: (string | undefined)[] } {
    return { personId: context.actor.personId, correlationIds: [context.correlationId, currentCorrelationId()] };
  }

  @Get('of/:person')
  @Allow({ role: 'analyst' }, { relation: 'self', of: 'person' })
  @ApiOkResponse({ standardSchema: seenAnswer })
  ofPerson(@Param('person', PersonIdPipe) personId: string): { personId: string } {
    return { personId };
  }

  @Get('numbered/:number')
  @Allow({ role: 'hr' })
  numbered(@Param('number', UuidPipe) number: string): { number: string } {
    return { number };
  }

  @Get('owned/:thing')
  @Allow({ relation: 'tiny.owner', of: 'thing' })
  owned(@Param('thing') thing: string): { thing: string } {
    return { thing };
  }

  @Get('listed')
  @Allow({ relation: 'tiny.owner', of: 'thing' }, { role: 'hr' })
  listed(@Query({ schema: listQuery }) query: z.infer<typeof listQuery>): { limit: number } {
    return query;
  }

  @Get('chosen')
  @Allow({ role: 'hr' })
  chosen(@Query({ schema: choiceQuery }) query: z.infer<typeof choiceQuery>): object {
    return query;
  }

  @Post('answers')
  @HttpCode(200)
  @Allow({ role: 'hr' })
  answer(
    @Body({ schema: answerBody }) body: z.infer<typeof answerBody>,
    @Context() { commandId, expectedVersion, receivedAt }: RequestContext,
  ): object {
    const correlationId = currentCorrelationId();
    return { version: 7, body, commandId, expectedVersion, correlationId, receivedAt };
  }

  @Post('texts')
  @Allow({ role: 'hr' })
  @TextBody({ maxBytes: 1_000_000 })
  text(@Body() text: string): { characters: number } {
    return { characters: text.length };
  }

  @Post('unobserved')
  @HttpCode(200)
  @Allow({ role: 'hr' })
  @Unobserved()
  @TextBody({ maxBytes: 1_000_000 })
  unobserved(@Body() text: string): { characters: number } {
    return { characters: text.length };
  }

  @Post('rows')
  @Allow({ role: 'hr' })
  @CsvBody({ maxBytes: 1_000_000 })
  async rows(@Body() rows: Readable): Promise<{ bytes: number }> {
    let bytes = 0;
    for await (const chunk of rows) bytes += (chunk as Buffer).length;
    return { bytes };
  }

  @Post('unread-rows')
  @Allow({ role: 'hr' })
  @CsvBody({ maxBytes: 1_000_000 })
  unreadRows(): never {
    throw new DomainError('cycle-not-open', 'The cycle is a draft.');
  }

  @Get('refused/:code')
  @PublicEndpoint('a test')
  refused(@Param('code') code: string): never {
    throw new DomainError(code, 'Because.', { errors: [{ detail: 'this field' }], cells: ['a'], status: 1, code: 'x' });
  }

  @Get('conflict')
  @PublicEndpoint('a test')
  conflict(): never {
    throw new VersionConflict('cycle/1', 3, 5);
  }

  @Get('broken')
  @PublicEndpoint('a test')
  broken(): never {
    throw Object.assign(new Error('connection to 10.0.0.7 failed'), { parameters: ['anna.petrova'] });
  }

  @Get('slow')
  @PublicEndpoint('a test')
  async slow(): Promise<{ done: true }> {
    gate.reach();
    await gate.opened;
    return { done: true };
  }
}
