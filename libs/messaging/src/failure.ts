// What a failure is (worth another try, or the fault of one event), and how it is told without telling what people answered.
import { UnknownEventType, UnknownSchemaVersion } from '@rung/event-sourcing';

const detailLength = 300;

/**
 * SQLSTATE classes that blame the data of one statement: cardinality, data, triggered data change, constraint, check option, what is too large
 * or too deep for the server whenever it is asked, raise.
 */
const dataClasses: ReadonlySet<string> = new Set(['21', '22', '23', '27', '44', '54', 'P0']);

/** Names of errors that trying again may heal, whoever threw them. */
const healingNames: ReadonlySet<string> = new Set([
  ...['VersionConflict', 'CommitUnknown', 'LogUnavailable', 'LogClosed', 'LogGap', 'LogRestored'],
  ...['PositionGap', 'LaneRewritten', 'AbortError', 'TimeoutError'],
]);

/** A newer build wrote the event: one that knows it is on its way, as consumers roll out first. */
export const isOfNewerBuild = (error: unknown): error is UnknownEventType | UnknownSchemaVersion =>
  error instanceof UnknownEventType || error instanceof UnknownSchemaVersion;

const connectionFaults = /connection|connect |timeout|terminat|econn|epipe|etimedout|enotfound|eai_again|socket|not queryable|pool after calling end/i;

interface Coded {
  readonly code: string;
}

const hasCode = (error: object): error is Coded => 'code' in error && typeof error.code === 'string';

const sqlState = (error: object): string | undefined =>
  hasCode(error) && /^[0-9A-Z]{5}$/.test(error.code) && 'severity' in error ? error.code : undefined;

/**
 * Whether the events themselves are to blame, so that trying them again cannot help. A lost connection, a deadlock, a full
 * disk, a table that a migration has yet to make or an event that only a newer build knows blame the surroundings: those are waited for, and never park a stream.
 */
export function blamesTheEvent(error: unknown): boolean {
  if (!(error instanceof Error)) return true;
  if (healingNames.has(error.name) || isOfNewerBuild(error)) return false;
  if ('driverError' in error) return blamesTheEvent(error.driverError); // TypeORM's wrapping
  const state = sqlState(error);
  if (state !== undefined) return dataClasses.has(state.slice(0, 2));
  if (hasCode(error) && /^E[A-Z_]+$/.test(error.code)) return false;
  if (error.constructor !== Error && error.name !== 'Error') return true;
  return !connectionFaults.test(error.message);
}

interface Issue {
  readonly path: readonly PropertyKey[];
  readonly code: string;
}

const hasIssues = (error: Error): error is Error & { issues: readonly Issue[] } =>
  'issues' in error && Array.isArray(error.issues);

/** A failure in words that hold no value of the data: the database's and the schema's messages may quote it. */
export function describeFailure(error: unknown): string {
  if (!(error instanceof Error)) return 'something was thrown that is no error';
  const state = sqlState(error);
  if (state !== undefined) {
    const where = ['table', 'column', 'constraint'].flatMap((key) => {
      const value: unknown = Reflect.get(error, key);
      return typeof value === 'string' ? [`${key} ${value}`] : [];
    });
    return dataClasses.has(state.slice(0, 2)) ? ['SQLSTATE', state, ...where].join(' ') : `SQLSTATE ${state}: ${error.message}`.slice(0, detailLength);
  }
  if (hasIssues(error)) {
    const issues = error.issues.map((issue) => `${issue.path.map(String).join('.')}: ${issue.code}`);
    return `${error.name}: ${issues.join(', ')}`.slice(0, detailLength);
  }
  return `${error.name}: ${error.message}`.slice(0, detailLength);
}
