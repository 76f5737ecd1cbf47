/** How much of a nested value is told. */
const deepest = 5;
const mostKeys = 50;
/** Names that a schema gives; a key that is somebody's words looks otherwise. */
const schemaName = /^[a-z][a-zA-Z0-9_]{0,39}$/;

export type Shape = string | Shape[] | { [key: string]: Shape };

/** What kind of data an event holds, without any of it: the names of its fields and the types of their values. */
export function shapeOf(value: unknown, depth = 0): Shape {
  if (value === null) return 'null';
  if (typeof value !== 'object') return typeof value;
  if (depth === deepest) return Array.isArray(value) ? 'array' : 'object';
  if (Array.isArray(value)) return value.slice(0, 1).map((item) => shapeOf(item, depth + 1));
  const entries = Object.entries(value).slice(0, mostKeys);
  return Object.fromEntries(entries.map(([key, item]) => [schemaName.test(key) ? key : '…', shapeOf(item, depth + 1)]));
}
