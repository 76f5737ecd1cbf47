import { Controller, Get, Header } from '@nestjs/common';
import { ApiOperation, ApiResponse, ApiTags } from '@nestjs/swagger';
import { Allow, Context, Unobserved, type RequestContext } from '@rung/service-kit';

import { me, MyCycles, type Me } from './my-cycles.js';

@ApiTags('assessments')
@Controller('me')
export class MeController {
  constructor(private readonly cycles: MyCycles) {}

  @Get()
  @Header('cache-control', 'no-store')
  @Allow({ relation: 'signed-in' })
  @Unobserved()
  @ApiOperation({
    summary: 'Where your cycles are, for you',
    description:
      'Every cycle that you take part in, or assess somebody in: its phases, how much of what you are asked is done, and whether your result is ' +
      'released. As long as it is not, the answer is the same whether there is a grade, a proposal or none, and calibration lasts for you. ' +
      'First comes what is under way, then what is finished, the newest result first; cancelled cycles are left out.',
  })
  @ApiResponse({ status: 200, standardSchema: me })
  read(@Context() { actor, receivedAt }: RequestContext): Promise<Me> {
    return this.cycles.of(actor.personId, receivedAt);
  }
}
