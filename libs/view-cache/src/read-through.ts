import { setTimeout as pause } from 'node:timers/promises';

import { LRUCache } from 'lru-cache';

import type { CacheResult } from './cache-requests.js';
import type { VersionedStore } from './versioned-store.js';
import type { VersionedJson } from './view-cache.js';

export interface ReadThroughOptions {
  readonly count: (result: CacheResult) => void;
  /** Told whether the store answers, at every request. */
  readonly answers: (isThere: boolean, error?: unknown) => void;
}

type Load = () => Promise<VersionedJson | undefined>;

interface Flight {
  /** The version that whoever began it asked for: an older one in the store does not end it. */
  readonly atLeast: number;
  readonly outcome: Promise<VersionedJson | undefined>;
  /** The newest value that was put while it loads. */
  newest: VersionedJson | undefined;
}

/** How long to wait for another process that loads the same key, and how often to look. */
const patience = { tries: 8, everyMs: 25 };
const keysRemembered = 10_000;

const newer = (one: VersionedJson | undefined, other: VersionedJson | undefined) =>
  (one?.version ?? -1) >= (other?.version ?? -1) ? one : other;

/** The rules of a view cache, whatever the store: one load however many ask, never back to an older version, slower when the store is away. */
export class ReadThrough {
  private readonly flights = new Map<string, Flight>();
  /** The newest version of a key that this process has seen: a store that was set back, or missed a put, cannot take it back. */
  private readonly floors = new LRUCache<string, number>({ max: keysRemembered });

  constructor(
    private readonly store: VersionedStore,
    private readonly options: ReadThroughOptions,
  ) {}

  async read(key: string, load: Load, atLeast = 0): Promise<VersionedJson | undefined> {
    const found = await this.find(key, atLeast);
    if (found.kind === 'hit') return found.entry;
    let beganBefore = true;
    for (let joined = this.flights.get(key); joined !== undefined; joined = this.flights.get(key)) {
      const entry = await joined.outcome;
      if ((entry?.version ?? 0) >= atLeast) return entry;
      // It looked no less far than this one would, and later than it was asked: then there is no newer one.
      if (!beganBefore && joined.atLeast >= atLeast) return entry;
      beganBefore = false;
    }
    return this.takeOff(key, load, atLeast, found.kind === 'miss').outcome;
  }

  async put(key: string, entry: VersionedJson): Promise<void> {
    if (entry.version < this.floor(key)) return;
    this.floors.set(key, entry.version);
    const flight = this.flights.get(key);
    if (flight !== undefined) flight.newest = newer(flight.newest, entry);
    await this.attempt(() => this.store.put(key, entry));
  }

  private async find(key: string, atLeast: number): Promise<{ kind: 'hit'; entry: VersionedJson } | { kind: 'miss' | 'error' }> {
    let found: VersionedJson | undefined;
    try {
      found = await this.store.find(key);
    } catch (error) {
      this.options.answers(false, error);
      this.options.count('error');
      return { kind: 'error' };
    }
    this.options.answers(true);
    const floor = this.floor(key);
    if (found === undefined || found.version < atLeast || found.version < floor) {
      this.options.count('miss');
      return { kind: 'miss' };
    }
    if (found.version > floor) this.floors.set(key, found.version);
    this.options.count('hit');
    return { kind: 'hit', entry: found };
  }

  private takeOff(key: string, load: Load, atLeast: number, storeAnswers: boolean): Flight {
    const land = async () => {
      try {
        const loaded = storeAnswers ? await this.loadAndFill(key, load, atLeast) : await load();
        const entry = newer(loaded, flight.newest);
        if (entry !== undefined && entry.version > this.floor(key)) this.floors.set(key, entry.version);
        return entry;
      } finally {
        this.flights.delete(key);
      }
    };
    const flight: Flight = { atLeast, newest: undefined, outcome: Promise.resolve().then(land) };
    this.flights.set(key, flight);
    return flight;
  }

  private async loadAndFill(key: string, load: Load, atLeast: number): Promise<VersionedJson | undefined> {
    const token = await this.leaseOrValue(key, atLeast);
    if (typeof token === 'object') return token;
    let entry: VersionedJson | undefined;
    try {
      entry = await load();
    } finally {
      if (entry === undefined && token !== undefined) await this.attempt(() => this.store.release(key, token));
    }
    const found = entry;
    if (found !== undefined && token !== undefined && found.version >= this.floor(key)) {
      await this.attempt(() => this.store.fill(key, token, found));
    }
    return found;
  }

  /** The right to fill, or what another process filled meanwhile, or neither: then the load fills nothing. */
  private async leaseOrValue(key: string, atLeast: number): Promise<string | VersionedJson | undefined> {
    for (let tried = 0; tried < patience.tries; tried += 1) {
      const token = await this.attempt(() => this.store.lease(key));
      if (token === 'away') return undefined;
      if (token !== undefined) return token;
      await pause(patience.everyMs);
      const found = await this.attempt(() => this.store.find(key));
      if (found === 'away') return undefined;
      if (found !== undefined && found.version >= atLeast && found.version >= this.floor(key)) return found;
    }
    return undefined;
  }

  private floor(key: string): number {
    return this.floors.get(key) ?? 0;
  }

  private async attempt<Result>(operation: () => Promise<Result>): Promise<Result | 'away'> {
    try {
      const result = await operation();
      this.options.answers(true);
      return result;
    } catch (error) {
      this.options.answers(false, error);
      return 'away';
    }
  }
}
