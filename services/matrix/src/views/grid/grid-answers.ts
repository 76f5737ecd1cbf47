import { Injectable } from '@nestjs/common';
import { namesEtag, type Actor, type CompressibleAnswer } from '@rung/service-kit';
import { LRUCache } from 'lru-cache';

import { gridOf, type Grid } from './grid.js';
import { Grids, type VersionHead, type When } from './grids.js';

/** Some sixteen grids of 400 competencies, 12 levels and 3 languages. */
const keptBytes = 64 * 1024 * 1024;

/**
 * Grids as they go over the wire. A version that was published says the same for ever, so its JSON is kept in memory, under its hash and
 * the place in the stream that gave it its state: nothing that is kept can become wrong, and who may see it is asked of PostgreSQL each time.
 */
@Injectable()
export class GridAnswers {
  readonly #kept = new LRUCache<string, Buffer>({ maxSize: keptBytes, sizeCalculation: ({ length }) => length });

  constructor(private readonly grids: Grids) {}

  /**
   * @param known the If-None-Match of the request.
   * @throws DomainError not-found; view-behind when the view does not reach `atLeast` in time.
   */
  async answer(actor: Actor, matrix: string, version: number, when: When, known?: string): Promise<CompressibleAnswer> {
    if (when.at !== undefined) return { status: 200, headers, body: jsonOf(await this.grids.read(actor, matrix, version, when)) };
    const head = await this.grids.head(actor, matrix, version, when.atLeast);
    if (head.hash === null) return { status: 200, headers, body: jsonOf(await this.grids.read(actor, matrix, version, {})) };
    // weak, as the same grid goes over the wire compressed in several ways
    const etag = `W/"${head.hash}.${head.status}.${head.streamVersion}"`;
    if (namesEtag(known, etag.slice(2))) return { status: 304, headers: { 'cache-control': cacheControl, etag } };
    return { status: 200, headers: { ...headers, etag }, body: await this.published(actor, head, etag) };
  }

  private async published(actor: Actor, { matrixId: matrix, version, status, hash, streamVersion: revision }: VersionHead, etag: string): Promise<Buffer> {
    const key = `${matrix}/${version}/${etag}`;
    const kept = this.#kept.get(key);
    if (kept !== undefined) return kept;
    const json = jsonOf(gridOf({ matrix, version, status, hash, revision }, await this.grids.content(actor, matrix, version, {})));
    this.#kept.set(key, json);
    return json;
  }
}

const cacheControl = 'private, no-cache';
const headers = { 'cache-control': cacheControl, 'content-type': 'application/json; charset=utf-8' };

function jsonOf(grid: Grid): Buffer {
  return Buffer.from(JSON.stringify(grid));
}
