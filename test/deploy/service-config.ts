// What a service's own config.ts makes of the environment that a deployment gives it.

export interface ConfigVerdict {
  /** The names that the service reads, of those that are given or have a default. Empty when it would not start. */
  readonly known: readonly string[];
  /** What it prints before it ends for want of a right configuration. */
  readonly complaints: readonly string[];
}

class Exit extends Error {}

/** Calls `config()` of the service as its process would, with this environment and no other. */
export async function configUnder(service: string, env: Readonly<Record<string, string>>): Promise<ConfigVerdict> {
  const file = new URL(`../../services/${service}/src/config.ts`, import.meta.url).href;
  const { config } = (await import(file)) as { config: () => Readonly<Record<string, unknown>> };
  const before = { env: process.env, exit: process.exit, write: process.stderr.write };
  const complaints: string[] = [];
  try {
    process.env = { ...env };
    process.exit = () => {
      throw new Exit();
    };
    process.stderr.write = (line: string | Uint8Array) => complaints.push(String(line).trimEnd()) > 0;
    return { known: Object.keys(config()), complaints };
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    return { known: [], complaints };
  } finally {
    process.env = before.env;
    process.exit = before.exit;
    process.stderr.write = before.write;
  }
}

/** Not for config.ts: Node reads the one, libraries the other. */
export const readByOthers = ['NODE_OPTIONS', 'NODE_ENV'];
