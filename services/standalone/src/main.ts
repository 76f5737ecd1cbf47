// `npm start`: all of Rung on this machine, in one process.
import { fileURLToPath } from 'node:url';

import { askedFor, type Usage } from './arguments.js';

const usage: Usage = {
  command: 'npm start',
  what: 'Starts Rung in one process, with a PostgreSQL of its own, and runs the demo.',
  defaultDataDir: fileURLToPath(new URL('../../../.rung', import.meta.url)),
  defaultPort: 7400,
  ports: 'the port to serve on',
};
const asked = askedFor(usage, process.argv.slice(2));

// only now: all that they stand on takes a second to load, which nobody should wait for to read the help
const [{ launch }, { startStandalone }] = await Promise.all([import('./launch/launch.js'), import('./standalone/standalone-shape.js')]);
const { NODE_ENV: nodeEnv, LOG_LEVEL: logLevel } = process.env;
await launch({ usage, start: startStandalone }, asked, { nodeEnv, logLevel });
