// The server's side of a draft: its ratings are ours by cell.
import { api, body } from '../api/client.js';
import { ApiError } from '../api/problem.js';
import type { components } from '../api/schema.js';
import { isNothing, type Answers, type CellAnswer } from './answers/answers.js';
import type { KeptDraft } from './device/device-copy.js';
import type { DraftEvent } from './draft.js';

type Rating = components['schemas']['Draft']['ratings'][number];

export const cellName = ({ competency, level }: { readonly competency: string; readonly level: string }): string => `${competency}@${level}`;

export function answersOf(ratings: readonly Rating[]): Answers {
  const answers = ratings.map((rating): [string, CellAnswer] => [cellName(rating), { value: rating.value, cites: rating.cites, observation: rating.observation ?? '' }]);
  return Object.fromEntries(answers.filter(([, answer]) => !isNothing(answer)));
}

export function ratingsOf(answers: Answers): Rating[] {
  return Object.entries(answers).map(([name, { value, cites, observation }]) => {
    const end = name.lastIndexOf('@');
    return { competency: name.slice(0, end), level: name.slice(end + 1), value, cites: [...cites], observation: observation === '' ? null : observation };
  });
}

export async function readDraft(assessment: string): Promise<KeptDraft> {
  const { version, ratings } = await body(api.GET('/assessments/{assessment}/draft', { params: { path: { assessment } } }));
  return { version, answers: answersOf(ratings) };
}

/** Browsers refuse more than 64 KiB of what outlives its page: a longer draft that the page closes over waits on the device for the next visit. */
const mostKeptAlive = 60_000;
/** A connection that hangs is none. */
const patienceMs = 30_000;

/** @throws ApiError when the server does not keep it. */
export async function sendDraft(assessment: string, version: number, answers: Answers): Promise<DraftEvent> {
  const ratings = ratingsOf(answers);
  const keepalive = new Blob([JSON.stringify(ratings)]).size < mostKeptAlive;
  const patience = new AbortController();
  const giveUp = setTimeout(() => patience.abort(), patienceMs);
  try {
    const params = { path: { assessment }, header: { 'If-Match': `"${version}"` } };
    const kept = await body(api.PUT('/assessments/{assessment}/draft', { params, body: { ratings }, keepalive, signal: patience.signal }));
    return { type: 'kept', version: kept.version, at: new Date().toISOString() };
  } finally {
    clearTimeout(giveUp);
  }
}

/** What a draft learns from not being kept. */
export function becauseOf(error: unknown): DraftEvent {
  // an answer that broke off, or that somebody in between gave
  if (!(error instanceof ApiError)) return { type: 'not-kept', obstacle: 'offline' };
  const { draft } = error.problem as { readonly draft?: { readonly version: number; readonly ratings: readonly Rating[] } };
  if (error.status === 409 && draft !== undefined) return { type: 'changed-elsewhere', kept: { version: draft.version, answers: answersOf(draft.ratings) } };
  if (error.isSignedOut) return { type: 'not-kept', obstacle: 'signed-out' };
  return { type: 'not-kept', obstacle: error.isUnreachable || error.status >= 500 || error.status === 429 ? 'offline' : 'refused' };
}
