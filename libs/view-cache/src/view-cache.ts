/** A cached view of one thing, and the stream version that it reflects. */
export interface Versioned<Value> {
  readonly version: number;
  readonly value: Value;
}

/** A cached view as UTF-8 JSON. */
export type VersionedJson = Versioned<Buffer>;

/**
 * Cached views. A write never replaces a newer version; a miss loads once however many ask; a cache that is gone means
 * slower, never wrong; it never decides access. Keys must hold the log's epoch and the view's own version.
 */
export interface ViewCache {
  /**
   * The cached value, or what `load` finds (undefined = there is none; not cached).
   * @param atLeast a cached value of an older version is a miss.
   */
  read<Value>(
    key: string,
    load: () => Promise<Versioned<Value> | undefined>,
    atLeast?: number,
  ): Promise<Versioned<Value> | undefined>;
  /**
   * The same, as the JSON text that lies there: for whoever hands it on as it is, which spares a large value being parsed and
   * written again. Several readers get the same bytes: not to be changed.
   */
  readJson(key: string, load: () => Promise<Versioned<unknown> | undefined>, atLeast?: number): Promise<VersionedJson | undefined>;
  /** Puts a value unless a newer version is there. Never throws: a cache that is gone is repaired by the next read. */
  put<Value>(key: string, entry: Versioned<Value>): Promise<void>;
  close(): Promise<void>;
}
