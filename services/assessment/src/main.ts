import { createPostgresEventLog } from '@rung/event-store';
import { KafkaBus } from '@rung/messaging';
import { kafkaAccess, runService } from '@rung/service-kit';

import { AssessmentModule } from './assessment.module.js';
import { config } from './config.js';
import { openAssessmentDatabase } from './database.js';

const settings = config();

await runService({
  settings,
  name: 'assessment',
  description: 'Review cycles: directory, assessments, evidence, the grade and its explanation',
  async open({ logger, registry }) {
    const { ROLES: roles, REVISION: revision, KEY_ENCRYPTION_KEY: keyEncryptionKey, OPENING_INTERVAL_MS: openingIntervalMs } = settings;
    const database = await openAssessmentDatabase({ url: settings.DATABASE_URL, lanes: settings.LANES, logger });
    const log = await createPostgresEventLog({ pool: database.pool, name: 'assessment', registry, logger });
    const bus = new KafkaBus({ ...kafkaAccess(settings), clientId: 'rung-assessment', logger, registry });
    return { module: AssessmentModule.with({ database, log, bus, roles, revision, keyEncryptionKey, openingIntervalMs }), closeables: [bus, log, database] };
  },
});
