import { matrixEvents, type MatrixEvent } from '@rung/contracts';
import { partAddress, same, type PartChange } from '@rung/matrix-model';
import { foldedTable, foldProjection, type Feed, type Projection } from '@rung/messaging';

interface ChangeRow {
  readonly matrix_id: string;
  readonly version: number;
  readonly number: number;
  readonly change: { readonly kind: string };
  readonly parts: readonly PartChange[];
  readonly addresses: readonly string[];
  readonly competencies: readonly string[];
  readonly levels: readonly string[];
  readonly undoes: number | null;
  readonly reason: string | null;
  readonly by: string;
  readonly at: string;
}

const changes = foldedTable<MatrixEvent, ChangeRow>({
  name: 'matrix_changes',
  columns: {
    matrix_id: 'text', version: 'integer', number: 'integer', change: 'jsonb', parts: 'jsonb',
    addresses: 'text[]', competencies: 'text[]', levels: 'text[]', undoes: 'integer', reason: 'text', by: 'uuid', at: 'text',
  },
  key: ['matrix_id', 'version', 'number'],
  change: (event, { streamVersion: number }) => {
    if (event.type !== 'DraftChanged') return undefined;
    const { matrixId: matrix_id, version, parts, ...told } = event.data;
    const row = { matrix_id, version, number, parts, addresses: parts.map(partAddress), competencies: competenciesOf(parts), levels: levelsOf(parts), ...told };
    return { key: [matrix_id, version, number], next: (known) => known ?? row };
  },
});

function competenciesOf(parts: readonly PartChange[]): string[] {
  return [...new Set(parts.flatMap((one) => ('competency' in one ? [one.competency] : [])))];
}

/** Those whose own fields or cells changed, or that came or went. */
function levelsOf(parts: readonly PartChange[]): string[] {
  const levels = parts.flatMap((one) => {
    if (one.part === 'cell') return [...(one.before?.listedAt ?? []), ...(one.after?.listedAt ?? [])];
    if (one.part === 'reference') return [one.level];
    if (one.part !== 'levels') return [];
    const [before, after] = [one.before, one.after].map((list) => new Map(list.map((level) => [level.code, level])));
    return [...one.before, ...one.after].map(({ code }) => code).filter((code) => !same(before?.get(code), after?.get(code)));
  });
  return [...new Set(levels)];
}

/** Keeps `matrix_changes` from the service's own log. */
export function historyProjection(feed: Feed): Projection {
  return foldProjection<MatrixEvent>({ name: 'history', feed, catalogue: matrixEvents, tables: [changes] });
}
