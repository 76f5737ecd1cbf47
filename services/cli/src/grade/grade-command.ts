// `rung grade`: what it takes and how it answers.
import { Command } from 'commander';

import { write, type Terminal } from '../terminal.js';
import type { GradeFiles } from './grade-people.js';

const help = `
Files:
  --matrix   a matrix text, as "rung matrix preview" takes it
  --people   CSV: person,unit,manager,current_level,target_level
             ann,payments,mia,Junior,Middle
             levels by any of their names; no current level = none yet; no target = the next level up; manager is for the
             reader: the role of an answer alone says who rates as manager
  --answers  CSV: participant,rater,role,competency,level,value,evidence
             ann,mia,manager,uses-git,Middle,2,1
             role self, peer, manager or upward; competency = its id in the preview; level = any level at which the cell is
             in force; value 0 to 3, or n for unable to judge; evidence 1 if the participant has some for this cell: each row
             says so for itself, and a 2 or 3 that needs evidence is refused where its own row has no 1
  --policy   JSON: what differs from the default policy (docs/grading.md)

What looks wrong in the matrix text is told on the standard error, and grades are decided all the same.

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
      const grades = gradePeople(files, (notice) => write(terminal.err, notice));
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
