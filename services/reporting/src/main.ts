import { KafkaBus } from '@rung/messaging';
import { kafkaAccess, runService } from '@rung/service-kit';
import { RedisViewCache } from '@rung/view-cache';

import { config } from './config.js';
import { openReportingDatabase } from './database.js';
import { ReportingModule } from './reporting.module.js';

const settings = config();

await runService({
  settings,
  name: 'reporting',
  description: "Grades, and the organisation's questions",
  async open({ logger, registry }) {
    const database = await openReportingDatabase({ url: settings.DATABASE_URL, logger });
    const bus = new KafkaBus({ ...kafkaAccess(settings), clientId: 'rung-reporting', logger, registry });
    const cache = new RedisViewCache({ url: settings.REDIS_URL, name: 'grades', registry, logger });
    return { module: ReportingModule.with({ database, bus, cache, roles: settings.ROLES, revision: settings.REVISION }), closeables: [bus, cache, database] };
  },
});
