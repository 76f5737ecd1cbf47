// Answers that are large enough to be worth compressing, and that hold nothing secret beside what whoever asks may choose.
import '@fastify/compress';
import type { FastifyReply } from 'fastify';

export interface CompressibleAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** None with 304. */
  readonly body?: Buffer;
}

/** Compressed as the request's Accept-Encoding wants it, or as it is. */
export function sendCompressed(reply: FastifyReply, { status, headers, body }: CompressibleAnswer): void {
  void reply.code(status).headers(headers);
  if (body === undefined) void reply.send();
  else reply.compress(body);
}
