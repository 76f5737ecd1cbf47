// Configuration from the environment: complete and right, or a list of what is wrong and no process.
import { z } from 'zod';

/** EX_CONFIG of sysexits.h: a supervisor that sees it knows that another start will not help. */
const configurationExitCode = 78;

export interface ConfigFailure {
  readonly print: (line: string) => void;
  readonly exit: (code: number) => never;
}

const failureOfProcess: ConfigFailure = {
  print: (line) => process.stderr.write(`${line}\n`),
  exit: (code) => process.exit(code),
};

/**
 * @param env `process.env`, which nothing but a service's config.ts reads.
 * @returns the parsed configuration. Otherwise prints one line for each bad variable (its name and what it must be, never its
 *   value, which may be a secret) and exits 78.
 */
export function readConfig<Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
  failure: ConfigFailure = failureOfProcess,
): z.infer<Schema> {
  // a variable that is set to nothing is a variable that is not set
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''));
  const parsed = schema.safeParse(given);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) {
    const name = issue.path.map(String).join('.') || 'the environment';
    const missing = issue.path.length > 0 && !(String(issue.path[0]) in given);
    failure.print(missing ? `${name} is not set: ${issue.message}` : `${name} is wrong: ${issue.message}`);
  }
  return failure.exit(configurationExitCode);
}
