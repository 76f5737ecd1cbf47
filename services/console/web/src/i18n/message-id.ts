// The names of all messages. A spec holds the languages against each other and against what the code asks for.
import type assess from './en/later/assess.json';
import type grade from './en/later/grade.json';
import type imports from './en/later/import.json';
import type problems from './en/later/problems.json';
import type tasks from './en/later/tasks.json';
import type matrix from './en/matrix.json';
import type matrixDiff from './en/matrix-diff.json';
import type matrixEdit from './en/matrix-edit.json';
import type matrixHistory from './en/matrix-history.json';
import type matrixMigration from './en/matrix-migration.json';
import type matrixNew from './en/matrix-new.json';
import type pageParts from './en/page-parts.json';
import type people from './en/people.json';
import type phases from './en/phases.json';
import type reports from './en/reports.json';
import type shell from './en/shell.json';

/** What is loaded when it is asked for: a file each in `later/`. */
interface Later {
  readonly assess: typeof assess;
  readonly grade: typeof grade;
  readonly import: typeof imports;
  readonly problems: typeof problems;
  readonly tasks: typeof tasks;
}
export type LaterPart = keyof Later;

export type MessageId =
  | { [Part in LaterPart]: keyof Later[Part] }[LaterPart]
  | keyof typeof matrix
  | keyof typeof matrixDiff
  | keyof typeof matrixEdit
  | keyof typeof matrixHistory
  | keyof typeof matrixMigration
  | keyof typeof matrixNew
  | keyof typeof pageParts
  | keyof typeof people
  | keyof typeof phases
  | keyof typeof reports
  | keyof typeof shell;
