// A process that appends as it is told: { clients, runMs } in, events per second out.
import { createPostgresEventLog } from '@rung/event-store';

import { appendOne, appendsPerSecond } from './append-one.js';
import { loggerOf } from './logger-of.js';

const logger = loggerOf((message) => void process.stderr.write(`${message}\n`));
const log = await createPostgresEventLog({ connectionString: process.env['DATABASE_URL'] ?? '', logger });
await appendOne(log);
process.on('message', ({ clients, runMs }: { clients: number; runMs: number }) => {
  void appendsPerSecond(log, clients, runMs).then(async (rate) => {
    await log.close();
    process.send?.(rate, undefined, {}, () => process.disconnect());
  });
});
process.send?.('ready');
