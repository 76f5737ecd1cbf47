// The names of all messages. A spec holds the languages against each other and against what the code asks for.
import type assess from './en/assess.json';
import type grade from './en/grade.json';
import type imports from './en/import.json';
import type matrix from './en/matrix.json';
import type matrixDiff from './en/matrix-diff.json';
import type matrixEdit from './en/matrix-edit.json';
import type matrixHistory from './en/matrix-history.json';
import type matrixMigration from './en/matrix-migration.json';
import type matrixNew from './en/matrix-new.json';
import type people from './en/people.json';
import type phases from './en/phases.json';
import type problems from './en/problems.json';
import type reports from './en/reports.json';
import type pageParts from './en/page-parts.json';
import type shell from './en/shell.json';
import type tasks from './en/tasks.json';

export type MessageId =
  | keyof typeof assess
  | keyof typeof grade
  | keyof typeof imports
  | keyof typeof matrix
  | keyof typeof matrixDiff
  | keyof typeof matrixEdit
  | keyof typeof matrixHistory
  | keyof typeof matrixMigration
  | keyof typeof matrixNew
  | keyof typeof people
  | keyof typeof phases
  | keyof typeof problems
  | keyof typeof reports
  | keyof typeof pageParts
  | keyof typeof shell
  | keyof typeof tasks;
