// `rung matrix`: what it takes and how it answers.
import type { ExportFormat } from '@rung/matrix/exporting';
import { Command, Option } from 'commander';

import { processTerminal, write, type Terminal } from '../terminal.js';

const help = `
Reads a company's own matrix and shows what Rung makes of it: levels, competencies, what is in force where, and what looks
wrong. A text in Russian or English, or a file: docs/matrix-files.md says which. Nothing is stored. FILE "-" is the standard
input. What a file is, its content tells; --format says it where that is not enough. How the columns of a table are read is
"mapping" in the answer with --json: change it, save it, and give it back with --mapping.

Exit codes: 0 shown, 1 the text was refused (the place is named), 2 wrong usage, 70 a fault of this tool.`;

const exportHelp = `
FILE is a matrix text, or an export that ends in .json, .yaml or .yml; "-" is a text on the standard input. The file goes to the standard
output: rung matrix export FILE --format xlsx > matrix.xlsx. What each format holds: docs/matrix-export.md.

Exit codes: 0 written, 1 the file was refused, 2 wrong usage, 70 a fault of this tool.`;

/** The command; everything that it needs is loaded when it runs. */
export function matrixCommand(terminal: Terminal = processTerminal): Command {
  const preview = new Command('preview')
    .description('show how a matrix is read, without a server')
    .argument('<file>', 'the matrix: a text or a file')
    .option('--json', 'answer as JSON: {"levels", "competencies", "terms", "anomalies", …}')
    .addOption(new Option('--format <format>', 'what the file is').choices(['text', 'markdown', 'csv', 'tsv', 'xlsx', 'yaml', 'json', 'case', 'zip']))
    .option('--mapping <file>', 'JSON that says what the columns are')
    .addHelpText('after', help)
    .action(async (file: string, { json, ...options }: { json?: boolean; format?: string; mapping?: string }) => {
      const { previewFile } = await import('./preview-file.js');
      const seen = await previewFile(file, options);
      if (json === true) return write(terminal.out, `${JSON.stringify(seen, null, 2)}\n`);
      const { previewReport } = await import('./preview-report.js');
      return write(terminal.out, previewReport(file, seen));
    });
  const exported = new Command('export')
    .description('write a matrix in another format, without a server')
    .argument('<file>', 'the matrix')
    .addOption(new Option('--format <format>', 'of the file').choices(['json', 'yaml', 'csv', 'xlsx', 'markdown', 'case', 'html'] as const).default('json'))
    .option('--language <tags>', 'in which languages, the first one leading: ru,en; all of the matrix where absent')
    .option('--json', 'answer a refusal as JSON; what is written is of the format that was chosen')
    .addHelpText('after', exportHelp)
    .action(async (file: string, { format, language }: { format: ExportFormat; language?: string }) => {
      const { exportFile } = await import('./export-file.js');
      return write(terminal.out, await exportFile(file, { format, languages: language?.split(','), at: new Date().toISOString() }));
    });
  return new Command('matrix').description('read and write competency matrices').addCommand(preview).addCommand(exported);
}
