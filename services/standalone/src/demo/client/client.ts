// Talks to the services as people do: over HTTP, with a token, and again when the network or a service was not there.
import { setMaxListeners } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { problem, type Problem } from '@rung/contracts';
import type { z } from 'zod';

/** Where the services are; in the standalone shape all three are at one place. */
export interface DemoServices {
  readonly matrixUrl: string;
  readonly assessmentUrl: string;
  readonly reportingUrl: string;
  /** @param person the organisation's key. */
  tokenFor(person: string): Promise<string>;
}

/** A command that a service has answered: from then on it must not be lost. */
export interface Acknowledged {
  /** Method and path. */
  readonly command: string;
  readonly as: string;
  readonly key: string;
  readonly body: unknown;
  readonly status: number;
  readonly answer: unknown;
}

export interface ClientOptions {
  tokenFor(person: string): Promise<string>;
  readonly signal: AbortSignal;
  /** Resolves before the command's caller goes on. */
  readonly onAcknowledged?: (acknowledged: Acknowledged) => Promise<void>;
  /** How long a request is repeated while nobody answers it; a minute where absent. */
  readonly patienceMs?: number;
}

export interface Command {
  /** The idempotency key. */
  readonly key: string;
  /** JSON, or text or bytes of the media type given; none where absent. */
  readonly body?: unknown;
  readonly type?: 'text/csv' | 'application/octet-stream';
  /** The version that the stream must be at; 0 for a new one. */
  readonly expectedVersion?: number;
}

export interface Client {
  /** @throws Refused, Unreachable */
  get<Schema extends z.ZodType>(as: string, url: string, schema: Schema): Promise<z.output<Schema>>;
  /** @throws Refused, Unreachable */
  post<Schema extends z.ZodType>(as: string, url: string, command: Command, schema: Schema): Promise<z.output<Schema>>;
}

/** A service said no. */
export class Refused extends Error {
  constructor(
    readonly request: string,
    readonly status: number,
    readonly problem: Partial<Problem>,
  ) {
    super(`${request} was refused: ${status} ${problem.code ?? ''} ${problem.detail ?? problem.title ?? ''}`.trim());
    this.name = 'Refused';
  }

  get code(): string | undefined {
    return this.problem.code;
  }
}

/** Nobody answered, however often it was asked. */
export class Unreachable extends Error {
  constructor(request: string, options: ErrorOptions) {
    super(`${request} got no answer.`, options);
    this.name = 'Unreachable';
  }
}

/** Tokens last ten minutes; one is used for half of that. */
const tokenUseMs = 300_000;
const firstPauseMs = 100;
const longestPauseMs = 2_000;
const tryAgain = new Set([429, 502, 503, 504]);

export function createClient({ tokenFor, signal, onAcknowledged, patienceMs = 60_000 }: ClientOptions): Client {
  // one for each request in flight, which takes it away again
  setMaxListeners(0, signal);
  const tokens = new Map<string, { token: Promise<string>; until: number }>();
  const tokenOf = (person: string): Promise<string> => {
    const kept = tokens.get(person);
    if (kept !== undefined && kept.until > performance.now()) return kept.token;
    const token = tokenFor(person);
    tokens.set(person, { token, until: performance.now() + tokenUseMs });
    return token;
  };

  const send = async (as: string, url: string, init: RequestInit): Promise<Answer> => {
    const request = `${init.method} ${new URL(url).pathname}`;
    const deadline = performance.now() + patienceMs;
    for (let pauseMs = firstPauseMs; ; pauseMs = Math.min(2 * pauseMs, longestPauseMs)) {
      const headers = { ...init.headers, authorization: `Bearer ${await tokenOf(as)}` };
      const outcome = await ask(url, { ...init, headers }, signal).catch((cause: unknown) => new Unreachable(request, { cause }));
      signal.throwIfAborted();
      const isLast = performance.now() + pauseMs > deadline;
      if (outcome instanceof Unreachable) {
        if (isLast) throw outcome;
      } else if (isLast || !tryAgain.has(outcome.status)) {
        if (outcome.status >= 200 && outcome.status < 300) return outcome;
        throw new Refused(request, outcome.status, problem.partial().safeParse(outcome.body).data ?? {});
      }
      await pause(pauseMs, undefined, { signal });
    }
  };

  return {
    async get(as, url, schema) {
      return schema.parse((await send(as, url, { method: 'GET' })).body);
    },
    async post(as, url, { key, body, type, expectedVersion }, schema) {
      const content: Record<string, string> = body === undefined ? {} : { 'content-type': type ?? 'application/json' };
      const { status, body: answer } = await send(as, url, {
        method: 'POST',
        headers: { 'idempotency-key': key, ...(expectedVersion !== undefined && { 'if-match': `"${expectedVersion}"` }), ...content },
        body: body === undefined || body instanceof Uint8Array ? body : type === undefined ? JSON.stringify(body) : String(body),
      });
      await onAcknowledged?.({ command: `POST ${new URL(url).pathname}`, as, key, body: body instanceof Uint8Array ? Buffer.from(body).toString('base64') : body, status, answer });
      return schema.parse(answer);
    },
  };
}

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

/** The whole answer. A signal of its own, as `fetch` leaves its listeners on the one that it is given. */
async function ask(url: string, init: RequestInit, signal: AbortSignal): Promise<Answer> {
  const own = new AbortController();
  const abort = (): void => own.abort(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    const response = await fetch(url, { ...init, signal: own.signal });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    return { status: response.status, body: isJson ? (JSON.parse(text) as unknown) : text };
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
