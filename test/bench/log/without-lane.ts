// The log's own SQL without what the lane costs: no lock, and positions from a sequence, as they are drawn in most stores.

const changes: readonly { readonly from: RegExp; readonly to: string }[] = [
  { from: /perform pg_advisory_xact_lock\([^;]+;/, to: '' },
  { from: /base := coalesce\([^;]+;/, to: 'base := 0;' },
  { from: /select to_lane, base \+ row_number\(\) over \(order by n\),/, to: "select to_lane, nextval('event_log.drawn_positions')," },
];

/** @throws Error when the log's SQL has no longer the places that this changes. */
export function withoutLane(sql: string): string {
  const unordered = changes.reduce((text, { from, to }) => {
    if (!from.test(text)) throw new Error(`The log's SQL has no ${from.source} any more.`);
    return text.replace(from, to);
  }, sql);
  return unordered.replace('create schema event_log;', 'create schema event_log;\ncreate sequence event_log.drawn_positions;');
}
