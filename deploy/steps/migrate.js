// A deploy step: brings a service's database up to date and ends. `node migrate.js matrix`, with the service's DATABASE_URL and LANES.
// The services do the same when they start; done before, a migration that fails stops the deploy and nothing that serves.
import { createLogger, readConfig, serviceConfig } from '@rung/service-kit';
import { z } from 'zod';

const schema = serviceConfig.pick({ LOG_LEVEL: true }).extend({
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).describe('the database of the service'),
  LANES: z.coerce.number().int().min(1).max(64).default(4).describe('of the log; fixed when it is created'),
});

/**
 * Only the service that the image holds can be imported from it.
 * @typedef {{ url: string, lanes: number, logger: import('@rung/service-kit').Logger }} Options
 * @type {Readonly<Record<string, (options: Options) => Promise<{ close(): Promise<void> }>>>}
 */
const databases = {
  matrix: async (options) => (await import('@rung/matrix')).openMatrixDatabase(options),
  assessment: async (options) => (await import('@rung/assessment')).openAssessmentDatabase(options),
  reporting: async (options) => (await import('@rung/reporting')).openReportingDatabase(options),
  console: async (options) => (await import('@rung/console')).openConsoleDatabase(options),
};

const [service = ''] = process.argv.slice(2);
const open = databases[service];
if (open === undefined) {
  process.stderr.write(`Usage: migrate.js ${Object.keys(databases).join('|')}\n`);
  process.exit(64);
}
const { DATABASE_URL: url, LANES: lanes, LOG_LEVEL: level } = readConfig(schema, process.env);
const logger = createLogger({ level, name: `${service}-migration` });
const database = await open({ url, lanes, logger });
await database.close();
logger.info({ service }, 'the database is up to date');
