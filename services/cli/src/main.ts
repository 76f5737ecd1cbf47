// The process of the command-line tool.
import { rung } from './rung.js';
import { processTerminal } from './terminal.js';

// Whoever reads us may stop early (`rung … | head`): that is no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit(0);
});

process.exitCode = await rung(process.argv.slice(2), processTerminal);
