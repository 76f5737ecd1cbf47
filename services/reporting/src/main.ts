import { Module } from '@nestjs/common';
import { KafkaBus } from '@rung/messaging';
import { createLogger, createTokenVerifier, ServiceKitModule, startHttp, stopOnSignals, systemClock } from '@rung/service-kit';
import { RedisViewCache } from '@rung/view-cache';
import { Registry } from 'prom-client';

import { config } from './config.js';
import { openReportingDatabase } from './database.js';
import { ReportingModule } from './reporting.module.js';

const settings = config();
const logger = createLogger({ level: settings.LOG_LEVEL, name: 'reporting' });
const registry = new Registry();
const database = await openReportingDatabase({ url: settings.DATABASE_URL, logger });
const bus = new KafkaBus({ brokers: settings.KAFKA_BROKERS, clientId: 'rung-reporting', logger, registry });
const cache = new RedisViewCache({ url: settings.REDIS_URL, name: 'grades', registry, logger });
const verifier = createTokenVerifier({
  issuer: settings.OIDC_ISSUER,
  audience: settings.OIDC_AUDIENCE,
  jwksUrl: settings.OIDC_JWKS_URL,
  personIdSecret: settings.PERSON_ID_SECRET,
});

@Module({
  imports: [
    ServiceKitModule.forRoot({ verifier, registry, logger, personIdSecret: settings.PERSON_ID_SECRET, clock: systemClock }),
    ReportingModule.with({ database, bus, cache, roles: settings.ROLES }),
  ],
})
class ReportingService {}

const http = await startHttp(ReportingService, {
  host: settings.HOST,
  port: settings.PORT,
  title: 'Rung reporting',
  description: "Grades, and the organisation's questions",
  version: '0.1.0',
});
logger.info({ url: http.url }, 'reporting is serving');
stopOnSignals([http, bus, cache, database], { logger });
