import type { Projection } from '../projection/projection.js';

export interface WithTables {
  readonly projection: Projection;
  readonly tables: readonly string[];
}

/**
 * The projections that can be rebuilt, with the tables that are theirs alone.
 * @throws Error when two of them claim a table: a rebuild of one would take what the other wrote.
 */
export function tablesOf(projections: readonly Projection[]): readonly WithTables[] {
  const owners = new Map<string, string>();
  return projections.flatMap((projection) => {
    const { name, rebuild } = projection;
    if (rebuild === undefined || 'impossible' in rebuild) return [];
    for (const table of rebuild.tables) {
      const owner = owners.get(table);
      if (owner !== undefined) throw new Error(`The table ${table} is claimed by the projections ${owner} and ${name}; only one may write it.`);
      owners.set(table, name);
    }
    return [{ projection, tables: rebuild.tables }];
  });
}

/** Why a projection cannot be rebuilt; undefined when it can. */
export function whyNot({ name, rebuild }: Projection): string | undefined {
  if (rebuild === undefined) return `The projection ${name} does not say which tables are its own.`;
  return 'impossible' in rebuild ? rebuild.impossible : undefined;
}
