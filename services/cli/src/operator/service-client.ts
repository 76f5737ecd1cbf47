// A running service, as an operator's command calls it over HTTP.
import type { Problem } from '@rung/contracts';

import { Refusal } from '../refusal.js';

export interface Client {
  readonly url: string;
  readonly token: string;
}

export interface Call {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  readonly path: string;
  readonly body?: object;
}

const answersWithinMs = 60_000;

/** @throws Refusal `usage` where the address or the token is missing or is none. */
export function clientOf({ url, token }: { url?: string; token?: string }): Client {
  if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new Refusal('usage', [{ detail: 'give the address of a service with --url, as in --url http://127.0.0.1:7400' }]);
  }
  if (token === undefined || token.trim() === '') throw new Refusal('usage', [{ detail: 'give an access token of an operator in RUNG_TOKEN, or with --token' }]);
  return { url: new URL(url).href.replace(/\/+$/, ''), token: token.trim() };
}

/**
 * @returns what the service answered; undefined where there is nothing at the path.
 * @throws Refusal with the service's own code, or `service-unreachable`.
 */
export async function call<Answer>({ url, token }: Client, { method = 'GET', path, body }: Call): Promise<Answer | undefined> {
  const response = await fetch(url + path, {
    method,
    headers: { authorization: `Bearer ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(answersWithinMs),
  }).catch(() => undefined);
  if (response === undefined) throw new Refusal('service-unreachable', [{ detail: `nothing answers at ${url}; is the address right, and does the service run?` }]);
  const answer: unknown = await response.json().catch(() => undefined);
  if (response.status === 404 && isProblem(answer)) return undefined;
  if (response.ok && answer !== undefined) return answer as Answer;
  throw refusalFrom(url, response.status, answer);
}

function refusalFrom(url: string, status: number, answer: unknown): Refusal {
  if (!isProblem(answer)) return new Refusal('service-unreachable', [{ detail: `${url} answered ${status}, and is no service of Rung; is the address right?` }]);
  const { code, title, detail = title, errors = [], correlationId } = answer;
  if (code === 'internal-error') return new Refusal('service-failed', [{ detail: `its log says why, at the correlation id ${correlationId}` }]);
  if (code === 'forbidden') return new Refusal(code, [{ detail: 'the token must be of somebody with the role operator' }]);
  const faults = errors.map((error) => ({ column: error.pointer, detail: error.detail }));
  return new Refusal(code, faults.length > 0 ? faults : [{ detail }]);
}

function isProblem(answer: unknown): answer is Problem {
  return typeof answer === 'object' && answer !== null && 'code' in answer && typeof answer.code === 'string' && 'title' in answer;
}
