import { Controller, Get, Headers, Req, Res } from '@nestjs/common';
import { ApiExcludeController, ApiProduces } from '@nestjs/swagger';
import { RouteConstraints } from '@nestjs/platform-fastify';
import { PublicEndpoint } from '@rung/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';

import { wanted } from './page-routing.js';
import { Pages } from './pages.js';

@ApiExcludeController()
@Controller()
@PublicEndpoint('the page holds nothing of anybody: it asks for all of that with the session of who looks at it')
export class PageController {
  constructor(private readonly pages: Pages) {}

  @Get('*')
  @RouteConstraints({ [wanted]: 'page' })
  @ApiProduces('text/html')
  page(@Res() reply: FastifyReply): void {
    const { headers, html } = this.pages.page();
    void reply.headers(headers).send(html);
  }

  @Get('*')
  @RouteConstraints({ [wanted]: 'file' })
  @ApiProduces('*/*')
  async file(@Req() { url }: FastifyRequest, @Res() reply: FastifyReply, @Headers('accept-encoding') encodings?: string, @Headers('if-none-match') known?: string): Promise<void> {
    const { status, headers, body } = await this.pages.file(url, encodings, known);
    void reply.code(status).headers(headers).send(body);
  }
}
