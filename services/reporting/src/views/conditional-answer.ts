// Answers that name their version as an ETag, and say nothing but "unchanged" to who has that version already.
import type { VersionedJson } from '@rung/view-cache';

/** What is used of Fastify's reply. */
export interface ConditionalReply {
  header(name: string, value: string): unknown;
  code(status: number): unknown;
}

/** @param known the request's If-None-Match. @returns the JSON text, or undefined with the status 304. */
export function answerIfChanged(reply: ConditionalReply, known: string | undefined, { version, value }: VersionedJson): Buffer | undefined {
  const etag = `"${version}"`;
  reply.header('etag', etag);
  if (known !== undefined && matches(known, etag)) {
    reply.code(304);
    return undefined;
  }
  reply.header('content-type', 'application/json; charset=utf-8');
  return value;
}

/** RFC 9110, 13.1.2: a list of tags, compared weakly, or an asterisk. */
function matches(known: string, etag: string): boolean {
  return known.split(',').some((tag) => tag.trim() === '*' || tag.trim().replace(/^W\//, '') === etag);
}
