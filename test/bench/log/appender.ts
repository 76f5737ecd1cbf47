// A process that appends as it is told: { clients, runMs } in, how many it did and how many per second out.
import { createPostgresEventLog } from '@rung/event-store';

import { appendOne } from './append-one.js';
import { sideBySide } from './clients.js';
import { loggerOf } from './logger-of.js';

const logger = loggerOf((message) => void process.stderr.write(`${message}\n`));
const log = await createPostgresEventLog({ connectionString: process.env['DATABASE_URL'] ?? '', logger });
await appendOne(log);
process.on('message', ({ clients, runMs }: { clients: number; runMs: number }) => {
  void sideBySide(clients, runMs, () => appendOne(log)).then(async (done) => {
    await log.close();
    process.send?.(done, undefined, {}, () => process.disconnect());
  });
});
process.send?.('ready');
