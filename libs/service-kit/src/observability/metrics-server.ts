import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { Registry } from 'prom-client';

import { LOGGER, METRICS_ADDRESS, REGISTRY } from '../tokens.js';
import type { Logger } from './logger.js';

export interface MetricsAddress {
  readonly host: string;
  /** 0 for one that is free. */
  readonly port: number;
}

/** `/metrics` and nothing else, on a port of its own: so that a network can let Prometheus in, and those who call the API not. */
@Injectable()
export class MetricsServer implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  constructor(
    @Inject(METRICS_ADDRESS) private readonly address: MetricsAddress,
    @Inject(REGISTRY) private readonly registry: Registry,
    @Inject(LOGGER) private readonly logger: Logger,
  ) {}

  /** Without a slash at the end. */
  get url(): string {
    return `http://${this.address.host}:${(this.#server.address() as AddressInfo).port}`;
  }

  /** @throws Error when the port is taken. */
  async onApplicationBootstrap(): Promise<void> {
    this.#server.listen(this.address.port, this.address.host);
    await once(this.#server, 'listening');
    this.logger.info({ url: this.url }, 'metrics are served');
  }

  async onApplicationShutdown(): Promise<void> {
    if (!this.#server.listening) return;
    const closed = once(this.#server, 'close');
    this.#server.close();
    this.#server.closeAllConnections();
    await closed;
  }

  async #answer({ method, url }: IncomingMessage, response: ServerResponse): Promise<void> {
    if (method !== 'GET' || url?.split('?')[0] !== '/metrics') return void response.writeHead(404).end();
    try {
      const text = await this.registry.metrics();
      response.writeHead(200, { 'content-type': this.registry.contentType, 'cache-control': 'no-store' }).end(text);
    } catch (error) {
      this.logger.error({ err: error }, 'the metrics could not be collected');
      response.writeHead(500).end();
    }
  }
}
