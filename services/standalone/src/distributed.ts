// `npm run distributed`: all of Rung on this machine, as it runs in production.
import { fileURLToPath } from 'node:url';

import { askedFor, type Usage } from './arguments.js';

const usage: Usage = {
  command: 'npm run distributed',
  what: 'Starts PostgreSQL, Redis and Kafka, then each service as a process of its own, and runs the demo.',
  defaultDataDir: fileURLToPath(new URL('../../../.rung/distributed', import.meta.url)),
  defaultPort: 7400,
  ports: 'the port of the issuer; those of the services and of the console follow it',
};
const asked = askedFor(usage, process.argv.slice(2));

// only now: all that they stand on takes a second to load, which nobody should wait for to read the help
const [{ launch }, { startDistributed }] = await Promise.all([import('./launch/launch.js'), import('./distributed/distributed-shape.js')]);
const { NODE_ENV: nodeEnv, LOG_LEVEL: logLevel, KAFKA_BROKERS: kafkaBrokers, REDIS_URL: redisUrl } = process.env;
await launch({ usage, start: startDistributed }, asked, { nodeEnv, logLevel, kafkaBrokers, redisUrl });
