import { Module } from '@nestjs/common';
import { createPostgresEventLog } from '@rung/event-store';
import { KafkaBus } from '@rung/messaging';
import { createLogger, createTokenVerifier, ServiceKitModule, startHttp, stopOnSignals, systemClock } from '@rung/service-kit';
import { Registry } from 'prom-client';

import { AssessmentModule } from './assessment.module.js';
import { config } from './config.js';
import { openAssessmentDatabase } from './database.js';

const settings = config();
const logger = createLogger({ level: settings.LOG_LEVEL, name: 'assessment' });
const registry = new Registry();
const database = await openAssessmentDatabase({ url: settings.DATABASE_URL, lanes: settings.LANES, logger });
const log = await createPostgresEventLog({ pool: database.pool, registry, logger });
const bus = new KafkaBus({ brokers: settings.KAFKA_BROKERS, clientId: 'rung-assessment', logger, registry });
const verifier = createTokenVerifier({
  issuer: settings.OIDC_ISSUER,
  audience: settings.OIDC_AUDIENCE,
  jwksUrl: settings.OIDC_JWKS_URL,
  personIdSecret: settings.PERSON_ID_SECRET,
});

@Module({
  imports: [
    ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret: settings.PERSON_ID_SECRET, clock: systemClock }),
    AssessmentModule.with({ database, log, bus, roles: settings.ROLES, keyEncryptionKey: settings.KEY_ENCRYPTION_KEY }),
  ],
})
class AssessmentService {}

const http = await startHttp(AssessmentService, {
  host: settings.HOST,
  port: settings.PORT,
  title: 'Rung assessment',
  description: 'Review cycles: directory, assessments, evidence, the grade and its explanation',
  version: '0.1.0',
});
logger.info({ url: http.url }, 'assessment is serving');
stopOnSignals([http, bus, log, database], { logger });
