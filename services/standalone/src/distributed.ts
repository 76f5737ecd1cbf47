// `npm run distributed`: all of Rung on this machine, as it runs in production.
import { fileURLToPath } from 'node:url';

import { startDistributed } from './distributed/distributed-shape.js';
import { launch } from './launch/launch.js';

const { NODE_ENV: nodeEnv, LOG_LEVEL: logLevel, KAFKA_BROKERS: kafkaBrokers, REDIS_URL: redisUrl } = process.env;

await launch(
  {
    usage: {
      command: 'npm run distributed',
      what: 'Starts PostgreSQL, Redis and Kafka, then each service as a process of its own, and runs the demo.',
      defaultDataDir: fileURLToPath(new URL('../../../.rung/distributed', import.meta.url)),
      defaultPort: 7400,
      ports: 'the port of the issuer; those of the services follow it',
    },
    start: startDistributed,
  },
  process.argv.slice(2),
  { nodeEnv, logLevel, kafkaBrokers, redisUrl },
);
