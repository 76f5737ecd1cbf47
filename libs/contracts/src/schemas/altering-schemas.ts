// Schemas of events say what was told and leave it as it is: a text that is trimmed on reading is another one than the log has.
import { z } from 'zod';

import type { TopicContent } from '../event-catalogue.js';

/** Where the newest shapes would change a value that they take, in words that say what to do. */
export function alteringSchemas(contents: readonly TopicContent[]): readonly string[] {
  return contents.flatMap(({ catalogue, definedIn }) =>
    catalogue.types.flatMap(({ type, schema }) =>
      alterations(schema).map(
        ({ path, by }) =>
          `${type}: ${path} is changed when it is read (${by}), so that this build knows another value than the log and other readers. Take that out of ${definedIn}; what comes in is put right where it comes in, in the command.`,
      ),
    ),
  );
}

interface Alteration {
  readonly path: string;
  readonly by: string;
}

function alterations(schema: z.ZodType): readonly Alteration[] {
  const found: Alteration[] = [];
  z.toJSONSchema(schema, {
    unrepresentable: 'any',
    override: ({ zodSchema, path }) => {
      const by = alteredBy(zodSchema._zod.def);
      if (by !== undefined) found.push({ path: `/${path.filter((part) => part !== 'properties').join('/')}`, by });
    },
  });
  return found;
}

interface Definition {
  readonly type: string;
  readonly coerce?: boolean;
  readonly checks?: readonly { readonly _zod: { readonly def: { readonly check: string } } }[];
}

/** A default adds what is missing, and its field is required of what is written: it changes nothing that was told. */
function alteredBy({ type, coerce, checks = [] }: Definition): string | undefined {
  if (type === 'transform' || type === 'pipe' || type === 'catch') return type;
  if (coerce === true) return 'coercion';
  return checks.some(({ _zod }) => _zod.def.check === 'overwrite') ? 'trim, case or another overwrite' : undefined;
}
