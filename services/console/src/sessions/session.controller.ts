import { Controller, Get, Headers, HttpCode, Post, Query, Req, Res, UseFilters } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { PublicEndpoint } from '@rung/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';

import { CookieSessions } from './cookie-sessions.js';
import { SignInFilter } from './sign-in.filter.js';
import { SignIn, type Redirect } from './sign-in.js';
import { SigningOut } from './signing-out.js';

const signedIn = z
  .object({
    person: z.object({ id: z.string().describe('The opaque id, as the API has it'), name: z.string(), roles: z.array(z.string()) }),
    expiresAt: z.iso.datetime().describe('When the session ends if nobody uses it from now on'),
  })
  .meta({ id: 'SignedIn' });
type SignedIn = z.infer<typeof signedIn>;
const signedOut = z.object({ next: z.string().describe('Where the browser goes on') }).meta({ id: 'SignedOut' });

@ApiTags('session')
@Controller('session')
@PublicEndpoint('the cookie decides, not a token')
export class SessionController {
  constructor(
    private readonly signIn: SignIn,
    private readonly signingOut: SigningOut,
    private readonly sessions: CookieSessions,
  ) {}

  @Get()
  @ApiOperation({ summary: 'Who is signed in' })
  @ApiOkResponse({ standardSchema: signedIn })
  async read(@Headers('cookie') cookies?: string): Promise<SignedIn> {
    const { person, expiresAt } = await this.sessions.of(cookies);
    return { person: { ...person, roles: [...person.roles] }, expiresAt: expiresAt.toISOString() };
  }

  @Get('sign-in')
  @UseFilters(SignInFilter)
  @ApiProduces('text/html', 'application/json')
  @ApiOperation({ summary: 'Go to the identity provider, and come back to the path that `return` names' })
  async begin(@Res() reply: FastifyReply, @Query('return') returnTo?: string, @Headers('host') host?: string): Promise<void> {
    redirect(reply, await this.signIn.begin(returnTo, host));
  }

  @Get('callback')
  @UseFilters(SignInFilter)
  @ApiProduces('text/html', 'application/json')
  @ApiOperation({ summary: 'Where the identity provider leads back to' })
  async finish(@Req() request: FastifyRequest, @Res() reply: FastifyReply): Promise<void> {
    redirect(reply, await this.signIn.finish(request.url, request.headers.cookie));
  }

  @Post('sign-out')
  @HttpCode(200)
  @ApiOperation({ summary: 'End the session' })
  @ApiOkResponse({ standardSchema: signedOut })
  async end(@Req() request: FastifyRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<z.infer<typeof signedOut>> {
    this.sessions.mustBeOwn(request);
    const next = await this.signingOut.signOut(request.headers.cookie);
    void reply.header('set-cookie', this.sessions.clear());
    return { next };
  }
}

function redirect(reply: FastifyReply, { location, cookies }: Redirect): void {
  void reply.header('set-cookie', [...cookies]).redirect(location, 303);
}
