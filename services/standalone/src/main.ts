// `npm start`: all of Rung on this machine, in one process.
import { fileURLToPath } from 'node:url';

import { launch } from './launch/launch.js';
import { startStandalone } from './standalone/standalone-shape.js';

const { NODE_ENV: nodeEnv, LOG_LEVEL: logLevel } = process.env;

await launch(
  {
    usage: {
      command: 'npm start',
      what: 'Starts Rung in one process, with a PostgreSQL of its own, and runs the demo.',
      defaultDataDir: fileURLToPath(new URL('../../../.rung', import.meta.url)),
      defaultPort: 7400,
      ports: 'the port to serve on',
    },
    start: startStandalone,
  },
  process.argv.slice(2),
  { nodeEnv, logLevel },
);
