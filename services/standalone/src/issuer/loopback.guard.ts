import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { notFound } from '@rung/service-kit';

/** The part of a request that tells where it came in. */
interface Arrival {
  readonly hostname: string;
  readonly socket: { readonly localAddress?: string };
}

const ownAddresses = /^(127\.|::1$|::ffff:127\.)/;
const ownNames = new Set(['localhost', '127.0.0.1', '::1', '[::1]']);

/**
 * Nobody but this machine talks to the issuer, whatever address the application listens on; and no web page does by way of a name that
 * it made point here.
 */
@Injectable()
export class LoopbackGuard implements CanActivate {
  canActivate(host: ExecutionContext): boolean {
    const { hostname, socket } = host.switchToHttp().getRequest<Arrival>();
    if (ownAddresses.test(socket.localAddress ?? '') && ownNames.has(hostname)) return true;
    throw notFound();
  }
}
