import { createPostgresEventLog } from '@rung/event-store';
import { KafkaBus } from '@rung/messaging';
import { kafkaAccess, runService } from '@rung/service-kit';

import { config } from './config.js';
import { openMatrixDatabase } from './database.js';
import { MatrixModule } from './matrix.module.js';

const settings = config();

await runService({
  settings,
  name: 'matrix',
  description: 'Competency matrices: import, draft, publish, the grid',
  async open({ logger, registry }) {
    const database = await openMatrixDatabase({ url: settings.DATABASE_URL, lanes: settings.LANES, logger });
    const log = await createPostgresEventLog({ pool: database.pool, name: 'matrix', registry, logger });
    const bus = new KafkaBus({ ...kafkaAccess(settings), clientId: 'rung-matrix', logger, registry });
    return { module: MatrixModule.with({ database, log, bus, roles: settings.ROLES, approver: settings.MATRIX_APPROVER, revision: settings.REVISION }), closeables: [bus, log, database] };
  },
});
