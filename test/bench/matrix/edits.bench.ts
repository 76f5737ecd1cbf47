// Changes of a large draft per second: how long the history of the draft is must not matter.
import { matrixEvents, CompetencyDrafted, VersionDrafted } from '@rung/contracts';
import { createPostgresEventLog, toNewEvents } from '@rung/event-store';
import { personIdOf } from '@rung/service-kit';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { counted, numberOf } from '../log/counted.js';
import { loggerOf } from '../log/logger-of.js';
import { load } from '../read/load.js';
import { largeMatrix } from './large-matrix.js';
import { personIdSecret, startMatrixService } from './matrix-service.js';

export const name = 'edits';

const editsPerRun = 50;
const editor = 'editor';
const [long, short] = [5_000, 500];

/** One editor who waits for each answer, over HTTP, each change durable before it is answered: in a draft of 5,000 changes, and in one of 500. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const stops: (() => Promise<unknown>)[] = [];
  try {
    const drafts = ['short', 'long'];
    const { service, issuer, pool } = await startMatrixService(progress, stops, (url) => beginDrafts(drafts, url));

    let made = 0;
    const edited = async (matrix: string, edits: number) => {
      const { token } = await issuer.issue(editor, ['matrix-editor']); // a fresh one, as they live for ten minutes
      const requests = Array.from({ length: edits }, () => editOf(matrix, token, (made += 1)));
      return counted(() => changesOf(matrix), async () => {
        const { requests: done, requestsPerSecond: perSecond } = await load({ port: service.port, requests, connections: 1, durationMs: 0 });
        return { done, perSecond };
      });
    };
    const changesOf = (matrix: string) => numberOf(pool, `select count(*) from event_log.events where stream_id = $1 and type = 'DraftChanged'`, [`matrix/${matrix}`]);
    progress(`edits: ${long} and ${short} changes of 400 competencies`);
    await edited('long', long);
    await edited('short', short);
    await pool.query('vacuum analyze event_log.events');
    return [
      await compare({
        name: `change of a draft with ${long} changes, against ${short}`,
        unit: 'changes/s',
        aim: '>= 0.8',
        rounds: isLong ? 15 : 5,
        ours: () => edited('long', editsPerRun),
        theirs: () => edited('short', editsPerRun),
      }),
    ];
  } finally {
    for (const stop of stops.reverse()) await stop();
  }
}

async function beginDrafts(drafts: readonly string[], url: string): Promise<void> {
  const { competencies, ...frame } = largeMatrix(400);
  const log = await createPostgresEventLog({ connectionString: url, logger: loggerOf(() => undefined) });
  try {
    for (const matrixId of drafts) {
      const identity = { matrixId, version: 1 };
      const source = { kind: 'import' as const, textSha256: '0'.repeat(64) };
      const by = personIdOf(personIdSecret, editor);
      const begun = VersionDrafted({ ...identity, frame, competencies: competencies.length, source, by, at: '2026-11-27T09:00:00.000Z' });
      const rows = competencies.map((competency) => CompetencyDrafted({ ...identity, competency }));
      await log.append({ streamId: `matrix/${matrixId}`, expectedVersion: 0, events: toNewEvents(matrixEvents, [begun, ...rows], {}) });
    }
  } finally {
    await log.close();
  }
}

/** A cell reworded in one language, another cell each time. */
function editOf(matrix: string, token: string, place: number): string {
  const change = { kind: 'edit-cell', competency: `competency-${place % 400}`, level: `level-${(place % 12) + 1}`, statement: { en: `Reworded for the time ${place}` } };
  const body = JSON.stringify({ change });
  const head = [`POST /matrices/${matrix}/versions/1/changes HTTP/1.1`, 'host: localhost', 'content-type: application/json', `authorization: Bearer ${token}`, `content-length: ${body.length}`];
  return `${head.join('\r\n')}\r\n\r\n${body}`;
}
