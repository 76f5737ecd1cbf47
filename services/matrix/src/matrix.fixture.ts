// The matrix service behind real HTTP over a real database.
import { topics } from '@rung/contracts';
import { createPostgresEventLog, type EventLog } from '@rung/event-store';
import { LogTailBus } from '@rung/messaging';
import { createLogger, type Clock, type ServiceDatabase } from '@rung/service-kit';
import { postgresForTests, serviceForTests, type ServiceUnderTest } from '@rung/testing';

import { openMatrixDatabase } from './database.js';
import { MatrixModule, type MatrixAdapters } from './matrix.module.js';

export interface RunningMatrix {
  readonly service: ServiceUnderTest;
  readonly log: EventLog;
  readonly database: ServiceDatabase;
  close(): Promise<void>;
}

export async function startMatrix({ clock, ...more }: Pick<MatrixAdapters, 'approver'> & { clock?: Clock } = {}): Promise<RunningMatrix> {
  const logger = createLogger({ level: 'error', name: 'matrix-test' });
  const server = await postgresForTests();
  const database = await openMatrixDatabase({ url: server.url, lanes: 2, logger });
  const log = await createPostgresEventLog({ pool: database.pool, logger });
  const bus = new LogTailBus(new Map([[topics.matrix, log]]));
  const service = await serviceForTests([MatrixModule.with({ database, log, bus, roles: ['api', 'projector'], ...more })], { logger, clock });
  return {
    service,
    log,
    database,
    async close() {
      await service.close();
      await log.close();
      await database.close();
      await server.drop();
    },
  };
}
