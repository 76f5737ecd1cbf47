// Answers that name as an ETag what they are made of, and say nothing but "unchanged" to who has that already.
import { createHash } from 'node:crypto';

import { namesEtag } from '@rung/service-kit';
import type { VersionedJson } from '@rung/view-cache';

/** What is used of Fastify's reply. */
export interface ConditionalReply {
  readonly request: { readonly headers: Readonly<Record<string, string | string[] | undefined>> };
  header(name: string, value: string): unknown;
  code(status: number): unknown;
}

export interface KeyedJson extends VersionedJson {
  /** What the version counts in: the same version under another key may be another answer. */
  readonly key: string;
}

/** @returns the JSON text, or undefined with the status 304 where the request's If-None-Match names this answer. */
export function answerIfChanged(reply: ConditionalReply, { key, version, value }: KeyedJson): Buffer | undefined {
  const etag = `"${createHash('sha256').update(key).digest('base64url').slice(0, 12)}-${version}"`;
  const known = reply.request.headers['if-none-match'];
  reply.header('etag', etag);
  if (typeof known === 'string' && namesEtag(known, etag)) {
    reply.code(304);
    return undefined;
  }
  reply.header('content-type', 'application/json; charset=utf-8');
  return value;
}
