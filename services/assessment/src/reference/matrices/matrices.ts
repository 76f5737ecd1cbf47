import { Inject, Injectable } from '@nestjs/common';
import type { MatrixPin } from '@rung/contracts';
import { DomainError } from '@rung/event-sourcing';
import type { Competency, MatrixContent, MatrixFrame } from '@rung/matrix-model';
import type { Pool } from 'pg';

import { POOL } from '../../tokens.js';

export interface PublishedMatrix {
  readonly pin: MatrixPin;
  readonly content: MatrixContent;
}

type Queryable = Pick<Pool, 'query'>;

interface ManifestRow {
  readonly version: number;
  readonly hash: string;
  readonly frame: MatrixFrame;
  readonly competency_ids: string[];
}

/** How many versions stay in memory: cycles that run at the same time pin few. */
const rememberedVersions = 32;

/** The published versions of matrices that have arrived here. */
@Injectable()
export class Matrices {
  /** By hash: what a hash names never changes. */
  readonly #remembered = new Map<string, MatrixContent>();

  constructor(@Inject(POOL) private readonly pool: Pool) {}

  /** @throws DomainError matrix-version-unknown until the manifest and every competency that it lists have arrived. */
  async published(matrix: string, version: number): Promise<PublishedMatrix> {
    const { rows } = await this.pool.query<ManifestRow>(
      'select version, hash, frame, competency_ids from matrix_manifests where matrix = $1 and version = $2',
      [matrix, version],
    );
    const content = rows[0] === undefined ? undefined : await this.contentOf(matrix, rows[0]);
    if (rows[0] === undefined || content === undefined) {
      throw new DomainError('matrix-version-unknown', `Version ${version} of the matrix "${matrix}" has not arrived here as published.`);
    }
    return { pin: { id: matrix, version, hash: rows[0].hash }, content };
  }

  /** For a cycle that begins. @throws DomainError matrix-version-retired; matrix-version-unknown as `published` does. */
  async choosable(matrix: string, version: number): Promise<PublishedMatrix> {
    const published = await this.published(matrix, version);
    const { rowCount } = await this.pool.query('select from matrix_retirements where matrix = $1 and version = $2', [matrix, version]);
    if (rowCount === 0) return published;
    throw new DomainError('matrix-version-retired', `Version ${version} of the matrix "${matrix}" was retired; begin the cycle with another one.`);
  }

  /** What a cycle is pinned to. @throws DomainError matrix-version-unknown, which a pin rules out. */
  async pinned(pin: MatrixPin): Promise<MatrixContent> {
    return this.#remembered.get(pin.hash) ?? (await this.published(pin.id, pin.version)).content;
  }

  /**
   * The newest complete version of a matrix, if any has arrived.
   * @param on for who holds a connection: to wait for another of the same pool could be to wait for oneself.
   */
  async newest(matrix: string, on: Queryable = this.pool): Promise<MatrixContent | undefined> {
    const { rows } = await on.query<ManifestRow>(
      'select version, hash, frame, competency_ids from matrix_manifests where matrix = $1 order by version desc',
      [matrix],
    );
    for (const manifest of rows) {
      const content = await this.contentOf(matrix, manifest, on);
      if (content !== undefined) return content;
    }
    return undefined;
  }

  private async contentOf(matrix: string, manifest: ManifestRow, on: Queryable = this.pool): Promise<MatrixContent | undefined> {
    const { version, hash, frame, competency_ids: ids } = manifest;
    const remembered = this.#remembered.get(hash);
    if (remembered !== undefined) return remembered;
    const { rows } = await on.query<{ competency: string; body: Competency }>(
      'select competency, body from matrix_competencies where matrix = $1 and version = $2',
      [matrix, version],
    );
    const arrived = new Map(rows.map(({ competency, body }) => [competency, body]));
    const competencies = ids.flatMap((id) => arrived.get(id) ?? []);
    if (competencies.length < ids.length) return undefined;
    const content = { ...frame, competencies };
    this.remember(hash, content);
    return content;
  }

  private remember(hash: string, content: MatrixContent): void {
    const [oldest] = this.#remembered.keys();
    if (oldest !== undefined && this.#remembered.size >= rememberedVersions) this.#remembered.delete(oldest);
    this.#remembered.set(hash, content);
  }
}
