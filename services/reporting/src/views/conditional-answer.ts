// Answers that name their version as an ETag, and say nothing but "unchanged" to who has that version already.
import type { VersionedJson } from '@rung/view-cache';

/** What is used of Fastify's reply. */
export interface ConditionalReply {
  readonly request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> };
  header(name: string, value: string): unknown;
  code(status: number): unknown;
}

/** @returns the JSON text, or undefined with the status 304 where the request's If-None-Match names the version. */
export function answerIfChanged(reply: ConditionalReply, { version, value }: VersionedJson): Buffer | undefined {
  const etag = `"${version}"`;
  const known = reply.request.headers['if-none-match'];
  reply.header('etag', etag);
  if (typeof known === 'string' && matches(known, etag)) {
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
