// The matrix service behind real HTTP over a real database.
import { topics } from '@rung/contracts';
import { createPostgresEventLog, eventLogSql, type EventLog } from '@rung/event-store';
import { LogTailBus } from '@rung/messaging';
import { createLogger, type Clock, type ServiceDatabase } from '@rung/service-kit';
import { postgresForTests, serviceForTests, type ServiceUnderTest } from '@rung/testing';

import { openMatrixDatabase } from './database.js';
import { MatrixModule, type MatrixAdapters } from './matrix.module.js';

export interface RunningMatrix {
  readonly service: ServiceUnderTest;
  readonly log: EventLog;
  /** What the assessment service would tell. */
  readonly assessmentLog: EventLog;
  readonly database: ServiceDatabase;
  close(): Promise<void>;
}

export async function startMatrix({ clock, ...more }: Pick<MatrixAdapters, 'approver'> & { clock?: Clock } = {}): Promise<RunningMatrix> {
  const logger = createLogger({ level: 'error', name: 'matrix-test' });
  const server = await postgresForTests();
  const database = await openMatrixDatabase({ url: server.url, lanes: 2, logger });
  const log = await createPostgresEventLog({ pool: database.pool, logger });
  const ofAssessment = await postgresForTests();
  await ofAssessment.pool.query(eventLogSql({ lanes: 2 }));
  const assessmentLog = await createPostgresEventLog({ pool: ofAssessment.pool, logger });
  const bus = new LogTailBus(new Map([[topics.matrix, log], [topics.assessment, assessmentLog]]));
  const service = await serviceForTests([MatrixModule.with({ database, log, bus, roles: ['api', 'projector'], ...more })], { logger, clock });
  return {
    service,
    log,
    assessmentLog,
    database,
    async close() {
      await service.close();
      await log.close();
      await assessmentLog.close();
      await database.close();
      await Promise.all([server.drop(), ofAssessment.drop()]);
    },
  };
}
