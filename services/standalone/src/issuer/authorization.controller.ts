import { Body, Controller, Get, Headers, Inject, Post, Query, Res, UseGuards } from '@nestjs/common';
import { ApiOperation, ApiProduces, ApiTags } from '@nestjs/swagger';
import { FormBody, PublicEndpoint } from '@rung/service-kit';
import type { FastifyReply } from 'fastify';

import { answerAt, authorizationQuery, faultOf, mustBeClient, type AuthorizationQuery } from './authorization.js';
import type { DevIssuer } from './dev-issuer.js';
import { DEV_ISSUER } from './issuer.controller.js';
import { LoopbackGuard } from './loopback.guard.js';
import { personPicker, pickerPolicy } from './person-picker.js';
import { signIn, type SignIn } from './token-request.js';

/** The part of OpenID Connect that people see. */
@ApiTags('development issuer')
@Controller('issuer/authorize')
@UseGuards(LoopbackGuard)
@PublicEndpoint('signs in to the demo, on this machine only, and is not there in production')
export class AuthorizationController {
  constructor(@Inject(DEV_ISSUER) private readonly devIssuer: DevIssuer) {}

  @Get()
  @ApiProduces('text/html')
  @ApiOperation({ summary: 'A page on which one chooses who to be' })
  choose(@Query({ schema: authorizationQuery }) query: AuthorizationQuery, @Res() reply: FastifyReply, @Headers('accept-language') languages?: string): void {
    const { people, issuer, client } = this.devIssuer;
    mustBeClient(query, client);
    const error = faultOf(query);
    void (error === undefined ? reply.headers(htmlFor(query)).send(personPicker({ people, query, languages })) : reply.redirect(answerAt(query, { error }, issuer), 303));
  }

  @Post()
  @FormBody()
  @ApiProduces('text/html')
  @ApiOperation({ summary: 'Be that person: back to the client, with a code; the page again where nobody has that key' })
  async chosen(
    @Query({ schema: authorizationQuery }) query: AuthorizationQuery,
    @Body({ schema: signIn }) signingIn: SignIn,
    @Res() reply: FastifyReply,
    @Headers('accept-language') languages?: string,
  ): Promise<void> {
    const { people, issuer, client } = this.devIssuer;
    const person = signingIn.person.trim();
    mustBeClient(query, client);
    const error = faultOf(query);
    const isKnown = error !== undefined || (await this.devIssuer.isKnown(person));
    const answer = (): string => answerAt(query, error === undefined ? { code: this.#codeFor(query, person) } : { error }, issuer);
    const again = (): string => personPicker({ people, query, languages, unknown: person });
    void (isKnown ? reply.redirect(answer(), 303) : reply.code(422).headers(htmlFor(query)).send(again()));
  }

  #codeFor({ client_id: clientId, redirect_uri: redirectUri, nonce, code_challenge: challenge = '' }: AuthorizationQuery, person: string): string {
    return this.devIssuer.grants.code({ clientId, redirectUri, nonce, challenge }, person);
  }
}

function htmlFor(query: AuthorizationQuery): Record<string, string> {
  return { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': pickerPolicy(query) };
}
