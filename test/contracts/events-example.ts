// The script that docs/events.md shows, as a reader of the topics runs it.
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { repositoryRoot } from '../repository-root.js';

const script = join(repositoryRoot, 'docs/examples/events/grades.js');

/** What it prints. @throws Error with what it complains of. */
export async function countGrades(broker: string, ...topic: readonly string[]): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [script, broker, ...topic], { env: { PATH: process.env['PATH'], KAFKAJS_NO_PARTITIONER_WARNING: '1' } });
  return stdout;
}
