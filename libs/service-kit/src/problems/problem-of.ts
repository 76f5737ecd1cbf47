// From whatever was thrown to the problem that the client gets. Pure; nothing of an unexpected error leaks.
import { HttpException } from '@nestjs/common';
import { problemCatalogue, type Problem, type ProblemCode } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import { LogRestored, VersionConflict } from '@rung/event-store';

import { isOutage } from './outage.js';
import { noToken, notFound } from './refusals.js';

export interface ProblemAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Problem & Readonly<Record<string, unknown>>;
  /** What the log must know of it: a fault of ours is an error, a dependency that does not answer a warning. */
  readonly logAs?: 'error' | 'warn';
}

/** Names of the document that no detail of a refusal may take. */
const reserved = new Set(['type', 'title', 'status', 'detail', 'instance', 'code', 'correlationId']);
const defaultRetrySeconds = 1;
const restoredRetrySeconds = 30;

export function problemOf(error: unknown, correlationId: string): ProblemAnswer {
  if (error instanceof DomainError) return ofDomainError(error, correlationId);
  if (error instanceof VersionConflict) {
    const { currentVersion } = error;
    const detail = `It is at version ${currentVersion}; read it again and decide anew.`;
    return answer('version-conflict', correlationId, { detail, extensions: { currentVersion } });
  }
  if (error instanceof LogRestored) {
    const { log } = error;
    const detail = `The log of ${log} was restored, and takes no commands until it is settled with its topic; "rung log check" tells an operator how. Repeat this one with the same Idempotency-Key then.`;
    return answer('log-restored', correlationId, { detail, extensions: { log }, retrySeconds: restoredRetrySeconds, logAs: 'warn' });
  }
  if (isOutage(error)) {
    const detail = 'Something that this needs does not answer right now. Repeat a command with the same Idempotency-Key.';
    return answer('unavailable', correlationId, { detail, logAs: 'warn' });
  }
  const status = httpStatusOf(error);
  const code = status === undefined ? undefined : codeOfStatus(status);
  return code === undefined
    ? answer('internal-error', correlationId, { logAs: 'error' })
    : answer(code, correlationId, { detail: detailOf(error, code) });
}

function ofDomainError(error: DomainError, correlationId: string): ProblemAnswer {
  const { code, message, details } = error;
  if (!isProblemCode(code)) return answer('internal-error', correlationId, { logAs: 'error' });
  const { retryAfterSeconds, ...rest } = details;
  const extensions = Object.fromEntries(Object.entries(rest).filter(([name]) => !reserved.has(name)));
  return answer(code, correlationId, {
    detail: message,
    extensions,
    retrySeconds: typeof retryAfterSeconds === 'number' ? retryAfterSeconds : undefined,
  });
}

interface Particulars {
  readonly detail?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly retrySeconds?: number;
  readonly logAs?: 'error' | 'warn';
}

function answer(code: ProblemCode, correlationId: string, particulars: Particulars): ProblemAnswer {
  const { status, title } = problemCatalogue[code];
  const { detail, extensions = {}, retrySeconds = defaultRetrySeconds, logAs } = particulars;
  const headers: Record<string, string> = { 'content-type': 'application/problem+json' };
  if (status === 503 || status === 429) headers['retry-after'] = String(Math.ceil(retrySeconds));
  if (status === 401) headers['www-authenticate'] = code === 'unauthenticated' ? challenge(detail) : 'Cookie realm="rung"';
  return {
    status,
    headers,
    body: { type: `urn:rung:problem:${code}`, title, status, detail, code, correlationId, ...extensions },
    logAs,
  };
}

/** RFC 6750: an error is named where a token came, and none where there was no token at all. */
function challenge(detail = ''): string {
  return detail === noToken ? 'Bearer realm="rung"' : 'Bearer realm="rung", error="invalid_token"';
}

function isProblemCode(code: string): code is ProblemCode {
  return Object.hasOwn(problemCatalogue, code);
}

function httpStatusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  const isFastifyError = error instanceof Error && 'statusCode' in error && 'code' in error;
  return isFastifyError && typeof error.statusCode === 'number' ? error.statusCode : undefined;
}

/** The framework's own refusals. A 5xx of the framework is unexpected, but for one that says to try again. */
function codeOfStatus(status: number): ProblemCode | undefined {
  const codes: Readonly<Record<number, ProblemCode>> = {
    401: 'unauthenticated',
    403: 'forbidden',
    404: 'not-found',
    405: 'not-found',
    406: 'not-acceptable',
    413: 'payload-too-large',
    415: 'unsupported-media-type',
    429: 'too-many-requests',
    503: 'unavailable',
  };
  return codes[status] ?? (status >= 400 && status < 500 ? 'invalid-request' : undefined);
}

const badAddress = 'The address is malformed, or a part of it is too long.';
/** What the framework says of a malformed request is of use; its other messages repeat the raw address. */
const explained: ReadonlySet<ProblemCode> = new Set(['invalid-request', 'payload-too-large', 'unsupported-media-type']);

function detailOf(error: unknown, code: ProblemCode): string | undefined {
  if (code === 'not-found') return notFound().message;
  if (!explained.has(code) || !(error instanceof Error)) return undefined;
  return 'code' in error && error.code === 'FST_ERR_BAD_URL' ? badAddress : error.message;
}
