// `rung matrix`: what it takes and how it answers.
import { Command } from 'commander';

import { processTerminal, write, type Terminal } from '../terminal.js';

const help = `
Reads a company's own matrix text, in Russian or English, and shows what Rung makes of it: levels, competencies, what is in
force where, and what looks wrong in the text. Nothing is stored. FILE "-" is the standard input.

Exit codes: 0 shown, 1 the text was refused (the place is named), 2 wrong usage, 70 a fault of this tool.`;

/** The command; everything that it needs is loaded when it runs. */
export function matrixCommand(terminal: Terminal = processTerminal): Command {
  const preview = new Command('preview')
    .description('show how a matrix text is read, without a server')
    .argument('<file>', 'the matrix text, UTF-8')
    .option('--json', 'answer as JSON: {"levels", "competencies", "terms", "anomalies", …}')
    .addHelpText('after', help)
    .action(async (file: string, { json }: { json?: boolean }) => {
      const { previewFile } = await import('./preview-file.js');
      const seen = await previewFile(file);
      if (json === true) return write(terminal.out, `${JSON.stringify(seen, null, 2)}\n`);
      const { previewReport } = await import('./preview-report.js');
      return write(terminal.out, previewReport(file, seen));
    });
  return new Command('matrix').description('read competency matrices').addCommand(preview);
}
