import { Module } from '@nestjs/common';
import { createPostgresEventLog } from '@rung/event-store';
import { KafkaBus } from '@rung/messaging';
import { createLogger, createTokenVerifier, ServiceKitModule, startHttp, stopOnSignals, systemClock } from '@rung/service-kit';
import { Registry } from 'prom-client';

import { config } from './config.js';
import { openMatrixDatabase } from './database.js';
import { MatrixModule } from './matrix.module.js';

const settings = config();
const logger = createLogger({ level: settings.LOG_LEVEL, name: 'matrix' });
const registry = new Registry();
const database = await openMatrixDatabase({ url: settings.DATABASE_URL, lanes: settings.LANES, logger });
const log = await createPostgresEventLog({ pool: database.pool, registry, logger });
const bus = new KafkaBus({ brokers: settings.KAFKA_BROKERS, clientId: 'rung-matrix', logger });
const verifier = createTokenVerifier({
  issuer: settings.OIDC_ISSUER,
  audience: settings.OIDC_AUDIENCE,
  jwksUrl: settings.OIDC_JWKS_URL,
  personIdSecret: settings.PERSON_ID_SECRET,
});

@Module({
  imports: [
    ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret: settings.PERSON_ID_SECRET, clock: systemClock }),
    MatrixModule.with({ database, log, bus, roles: settings.ROLES }),
  ],
})
class MatrixService {}

const http = await startHttp(MatrixService, {
  host: settings.HOST,
  port: settings.PORT,
  title: 'Rung matrix',
  description: 'Competency matrices: import, draft, publish, the grid',
  version: '0.1.0',
});
logger.info({ url: http.url }, 'matrix is serving');
stopOnSignals([http, bus, log, database], { logger });
