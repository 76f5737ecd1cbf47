// What we say of a route to the hooks around it, which know nothing of its handler.
import { FASTIFY_ROUTE_CONFIG_METADATA } from '@nestjs/platform-fastify/constants.js';
import type { FastifyContextConfig } from 'fastify';

/** Adds to what other decorators have said; the framework's own keeps the last one alone. */
export function routeConfig(added: Partial<FastifyContextConfig>): MethodDecorator {
  return (_target, _method, descriptor) => {
    const handler = descriptor.value as object;
    const said = Reflect.getMetadata(FASTIFY_ROUTE_CONFIG_METADATA, handler) as object | undefined;
    Reflect.defineMetadata(FASTIFY_ROUTE_CONFIG_METADATA, { ...said, ...added }, handler);
  };
}
