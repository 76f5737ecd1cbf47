import type { Versioned, VersionedJson } from './view-cache.js';

/** Values are kept as text from the moment they come: nobody can change a cached one by accident, and dates become text in every adapter. */
export function toJson(entry: Versioned<unknown>): VersionedJson;
export function toJson(entry: Versioned<unknown> | undefined): VersionedJson | undefined;
export function toJson(entry: Versioned<unknown> | undefined): VersionedJson | undefined {
  return entry && { version: entry.version, value: Buffer.from(JSON.stringify(entry.value)) };
}

/** A value of the reader's own. */
export function fromJson<Value>(entry: VersionedJson | undefined): Versioned<Value> | undefined {
  return entry && { version: entry.version, value: JSON.parse(entry.value.toString()) as Value };
}
