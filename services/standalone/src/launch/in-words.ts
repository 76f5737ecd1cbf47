// What a person is told of a failure to start.
import { MissingServer, ServerFailed } from '@rung/local-servers';

const spoken = new Set([
  'Misused',
  'AlreadyRunning',
  'DirectoryUnusable',
  'SecretsGone',
  'IssuerForbidden',
  'PortTaken',
  'PortForbidden',
  'DataDirectoryInUse',
  'OtherMajorVersion',
  'Refused',
  'OutOfPatience',
  'ProcessDied',
]);
/** The operating system's words for a file that cannot be used as it is. */
const ofFiles = new Set(['EACCES', 'EPERM', 'EROFS', 'ENOSPC', 'EDQUOT', 'ENOTDIR', 'EISDIR']);

/** Errors of our own say all that a person needs, and so do files that cannot be used; of others the stack is wanted as well. */
export function inWords(error: unknown): string {
  if (error instanceof AggregateError) return [error.message, ...error.errors.map(inWords)].join('\n');
  if (!(error instanceof Error)) return String(error);
  if (error instanceof MissingServer || error instanceof ServerFailed || spoken.has(error.name)) return error.message;
  const { code, path } = error as NodeJS.ErrnoException;
  if (path !== undefined && ofFiles.has(code ?? '')) {
    return `${path} cannot be used (${error.message}). Make it usable for this user, or give a directory of your own with --data DIR.`;
  }
  return error.stack ?? error.message;
}
