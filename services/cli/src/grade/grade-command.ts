// `rung grade`: what it takes and how it answers.
import { Command } from 'commander';

import { write, type Terminal } from '../terminal.js';
import type { GradeFiles } from './grade-people.js';

const help = `
Files:
  --matrix   a matrix text, as "rung matrix preview" takes it
  --people   CSV: person,unit,manager,current_level,target_level
             levels by any of their names; no current level = none yet; no target = the next level up
  --answers  CSV: participant,rater,role,competency,level,value,evidence
             role self, peer, manager or upward; competency = its id in the preview; level = any level at which the cell is
             in force; value 0 to 3, or n for unable to judge; evidence 1 if the participant has some for this cell
  --policy   JSON: what differs from the default policy (docs/grading.md)

Exit codes: 0 graded, 1 a file was refused (each bad row is named), 2 wrong usage, 70 a fault of this tool.`;

/** The command; everything that it needs is loaded when it runs. */
export function gradeCommand(terminal: Terminal): Command {
  return new Command('grade')
    .description('decide grades from files, with their reasons, by the function that the services use')
    .requiredOption('--matrix <file>', 'the matrix text')
    .requiredOption('--people <file>', 'the people to grade')
    .requiredOption('--answers <file>', 'what raters answered')
    .option('--policy <file>', 'a grading policy')
    .option('--json', 'answer as JSON: {"grades": [{"person", "grade", "explanation"}]}')
    .addHelpText('after', help)
    .action(async ({ json, ...files }: GradeFiles & { json?: boolean }) => {
      const { gradePeople } = await import('./grade-people.js');
      const grades = gradePeople(files);
      await (json === true ? writeJson(terminal, grades) : writeReport(terminal, grades));
    });
}

/** One person at a time, so that a large organisation's explanations need not fit in memory. */
async function writeJson({ out }: Terminal, grades: AsyncIterable<unknown>): Promise<void> {
  let before = '{"grades":[';
  for await (const grade of grades) {
    await write(out, `${before}\n${JSON.stringify(grade)}`);
    before = ',';
  }
  await write(out, before === ',' ? '\n]}\n' : `${before}]}\n`);
}

async function writeReport({ out }: Terminal, grades: ReturnType<typeof import('./grade-people.js').gradePeople>): Promise<void> {
  const { gradeReport } = await import('./grade-report.js');
  const all = [];
  for await (const grade of grades) all.push(grade);
  await write(out, gradeReport(all));
}
