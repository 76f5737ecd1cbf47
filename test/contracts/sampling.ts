// Which of many records are kept as samples: one of each shape, and the shortest of it.
import { keyOf, writtenAs, type SampleRecord } from '@rung/contracts/schemas';

const shapesPerEvent = 3;

/** At most three of each event and version, in an order of their own: by topic, event, version and length. */
export function chooseSamples(records: readonly SampleRecord[]): readonly SampleRecord[] {
  const shortest = new Map<string, SampleRecord>();
  for (const record of records) {
    const shape = `${kindOf(record)} ${[...pathsOf(record.value)].sort().join(' ')}`;
    const known = shortest.get(shape);
    if (known === undefined || isBefore(record, known)) shortest.set(shape, record);
  }
  const kept = [...shortest.values()].sort((a, b) => compare(kindOf(a), kindOf(b)) || (isBefore(a, b) ? -1 : 1));
  const taken = new Map<string, number>();
  return kept.filter((record) => {
    const before = taken.get(kindOf(record)) ?? 0;
    taken.set(kindOf(record), before + 1);
    return before < shapesPerEvent;
  });
}

const kindOf = (sample: SampleRecord): string => `${sample.topic} ${keyOf(writtenAs(sample))}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
const lengthOf = ({ value }: SampleRecord): number => JSON.stringify(value).length;

function isBefore(a: SampleRecord, b: SampleRecord): boolean {
  return (lengthOf(a) - lengthOf(b) || compare(a.headers['ce_id'] ?? '', b.headers['ce_id'] ?? '')) < 0;
}

/** Every place in a value with what kind of thing is there; the items of a list share theirs. */
function* pathsOf(value: unknown, path = ''): Generator<string> {
  if (Array.isArray(value)) {
    yield `${path}[]`;
    yield* new Set(value.flatMap((item) => [...pathsOf(item, `${path}[]`)]));
  } else if (typeof value === 'object' && value !== null) {
    for (const [field, inner] of Object.entries(value)) yield* pathsOf(inner, `${path}.${field}`);
  } else {
    yield `${path}:${value === null ? 'null' : typeof value}`;
  }
}
