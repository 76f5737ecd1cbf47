import type { FastifyReply, FastifyRequest } from 'fastify';

/** The answer to a command names the version that it left its stream at; the ETag says it as HTTP does, for the next If-Match. */
export function tagVersion({ method }: FastifyRequest, reply: FastifyReply, answer: unknown): void {
  if (method === 'GET' || method === 'HEAD' || reply.statusCode >= 300) return;
  const version = versionOf(answer);
  if (version !== undefined) void reply.header('etag', `"${version}"`);
}

function versionOf(answer: unknown): number | undefined {
  if (typeof answer !== 'object' || answer === null || !('version' in answer)) return undefined;
  return typeof answer.version === 'number' && Number.isInteger(answer.version) ? answer.version : undefined;
}
