import { Body, Controller, Get, Inject, Post, Res, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FormBody, PublicEndpoint } from '@rung/service-kit';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';

import type { DemoPerson, DevIssuer } from './dev-issuer.js';
import { LoopbackGuard } from './loopback.guard.js';
import { tokenRequest, tokensFor, type TokenAnswer, type TokenRefusal, type TokenRequest } from './token-request.js';

export const DEV_ISSUER = Symbol('rung development issuer');

const accessToken = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z.int().describe('Seconds'),
    refresh_token: z.string().optional(),
    id_token: z.string().optional(),
  })
  .meta({ id: 'AccessToken' });

/** In production the organisation's identity provider is in this place. */
@ApiTags('development issuer')
@Controller('issuer')
@UseGuards(LoopbackGuard)
@PublicEndpoint('signs in to the demo, on this machine only, and is not there in production')
export class IssuerController {
  constructor(@Inject(DEV_ISSUER) private readonly devIssuer: DevIssuer) {}

  @Get('.well-known/openid-configuration')
  @ApiOperation({ summary: 'What a client of OpenID Connect wants to know' })
  configuration(): object {
    const { issuer } = this.devIssuer;
    return {
      issuer,
      jwks_uri: `${issuer}/jwks`,
      authorization_endpoint: `${issuer}/authorize`,
      token_endpoint: `${issuer}/token`,
      id_token_signing_alg_values_supported: ['EdDSA'],
      subject_types_supported: ['public'],
      response_types_supported: ['code'],
      response_modes_supported: ['query'],
      grant_types_supported: ['authorization_code', 'refresh_token'],
      scopes_supported: ['openid', 'profile', 'offline_access'],
      code_challenge_methods_supported: ['S256'],
      token_endpoint_auth_methods_supported: ['none'],
      authorization_response_iss_parameter_supported: true,
      ui_locales_supported: ['ru', 'en'],
    };
  }

  @Get('jwks')
  @ApiOperation({ summary: 'The public keys that the tokens are signed with' })
  jwks(): DevIssuer['jwks'] {
    return this.devIssuer.jwks;
  }

  @Get('people')
  @ApiOperation({ summary: 'Whom one can sign in as: those who have roles, and the people of the demo' })
  people(): { people: readonly DemoPerson[] } {
    return { people: this.devIssuer.people };
  }

  @Post('token')
  @FormBody({ orJson: true })
  @ApiOperation({ summary: 'Sign in as anybody, with JSON; who is not of the list has no roles. Or, with a form, the grants of OAuth' })
  @ApiOkResponse({ standardSchema: accessToken })
  async token(@Body({ schema: tokenRequest }) request: TokenRequest, @Res({ passthrough: true }) reply: FastifyReply): Promise<TokenAnswer | TokenRefusal> {
    const answer = await tokensFor(request, this.devIssuer);
    void reply.code('error' in answer ? 400 : 200);
    return answer;
  }
}
