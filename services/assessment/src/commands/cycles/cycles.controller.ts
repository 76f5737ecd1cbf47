import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, UuidPipe, type RequestContext } from '@rung/service-kit';
import type { Phase } from '@rung/contracts';

import { answered, type Answered } from '@rung/service-kit';
import { cycleBody, cycleCreated, phaseName, releaseBody, type CreatedCycle, type CycleBody, type ReleaseBody } from './cycle-api.js';
import { CycleCommands } from './cycle-commands.js';
import { CycleOpening } from './cycle-opening.js';
import { CycleRelease } from './cycle-release.js';

@ApiTags('cycles')
@Allow({ role: 'hr' })
@Controller('cycles')
export class CyclesController {
  constructor(
    private readonly cycles: CycleCommands,
    private readonly openings: CycleOpening,
    private readonly releases: CycleRelease,
  ) {}

  @Post()
  @HttpCode(201)
  @ApiOperation({ summary: 'Create a cycle as a draft, with its matrix version, population and policy' })
  @ApiResponse({ status: 201, standardSchema: cycleCreated })
  create(@Body({ schema: cycleBody }) body: CycleBody, @Context() context: RequestContext): Promise<CreatedCycle> {
    return this.cycles.create(body, context);
  }

  @Post(':cycle/opening')
  @HttpCode(202)
  @ApiOperation({ summary: 'Open a cycle: a review is launched for everybody in its population; GET /cycles/{cycle} shows how far' })
  @ApiResponse({ status: 202, standardSchema: answered })
  open(@Param('cycle', UuidPipe) cycle: string, @Context() context: RequestContext): Promise<Answered> {
    return this.openings.open(cycle, context);
  }

  @Post(':cycle/phases/:phase/end')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a phase: self, peer, manager, in this order; after the last, grades are proposed' })
  @ApiResponse({ status: 200, standardSchema: answered })
  endPhase(
    @Param('cycle', UuidPipe) cycle: string,
    @Param('phase', { schema: phaseName }) phase: Phase,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.cycles.endPhase(cycle, phase, context);
  }

  @Post(':cycle/release')
  @HttpCode(202)
  @ApiOperation({ summary: 'Release the confirmed grades to the participants' })
  @ApiResponse({ status: 202, standardSchema: answered })
  release(
    @Param('cycle', UuidPipe) cycle: string,
    @Body({ schema: releaseBody }) { confirmedOnly }: ReleaseBody,
    @Context() context: RequestContext,
  ): Promise<Answered> {
    return this.releases.release(cycle, confirmedOnly, context);
  }

  @Post(':cycle/closing')
  @HttpCode(200)
  @ApiOperation({ summary: 'Close a released cycle' })
  @ApiResponse({ status: 200, standardSchema: answered })
  close(@Param('cycle', UuidPipe) cycle: string, @Context() context: RequestContext): Promise<Answered> {
    return this.cycles.plain(cycle, 'CloseCycle', context);
  }

  @Post(':cycle/cancellation')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Cancel a cycle that is not released',
    description: 'Assessments that are open are closed, a moment later; those that were submitted stay submitted. No grade comes of them.',
  })
  @ApiResponse({ status: 200, standardSchema: answered })
  cancel(@Param('cycle', UuidPipe) cycle: string, @Context() context: RequestContext): Promise<Answered> {
    return this.cycles.plain(cycle, 'CancelCycle', context);
  }
}
