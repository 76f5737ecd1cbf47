import { postgresForTests } from '@rung/testing';

import { eventLogContract } from '../contract/event-log-contract.js';
import { logOn } from './postgres-log.fixture.js';

eventLogContract('The PostgreSQL log', async (options) => logOn(await postgresForTests(), options));
