import { Body, Controller, Get, HttpCode, Inject, Post, UseGuards } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { PublicEndpoint } from '@rung/service-kit';
import { z } from 'zod';

import type { DemoPerson, DevIssuer } from './dev-issuer.js';
import { LoopbackGuard } from './loopback.guard.js';

export const DEV_ISSUER = Symbol('rung development issuer');

const signIn = z.strictObject({ person: z.string().min(1).max(200).describe('The key of a person: of the list, or of the directory that was imported') }).meta({ id: 'SignIn' });
type SignIn = z.infer<typeof signIn>;
const accessToken = z
  .object({ access_token: z.string(), token_type: z.literal('Bearer'), expires_in: z.int().describe('Seconds') })
  .meta({ id: 'AccessToken' });
type AccessToken = z.infer<typeof accessToken>;

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
      token_endpoint: `${issuer}/token`,
      id_token_signing_alg_values_supported: ['EdDSA'],
      subject_types_supported: ['public'],
      response_types_supported: [],
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
  @HttpCode(200)
  @ApiOperation({ summary: 'Sign in as anybody; who is not of the list has no roles' })
  @ApiOkResponse({ standardSchema: accessToken })
  async token(@Body({ schema: signIn }) { person }: SignIn): Promise<AccessToken> {
    const { token, expiresInSeconds } = await this.devIssuer.issueToken(person);
    return { access_token: token, token_type: 'Bearer', expires_in: expiresInSeconds };
  }
}
