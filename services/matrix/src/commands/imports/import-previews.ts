import { isDeepStrictEqual } from 'node:util';

import { Injectable } from '@nestjs/common';
import { DomainError } from '@rung/event-sourcing';

import type { Correction, Mapping, SampleTable } from '../../domain/importing/index.js';
import type { StagedPreview } from './import-api.js';
import { RememberedMappings } from './remembered-mappings.js';
import { StagedImports } from './staged-imports.js';
import { TextReader, type FileToRead, type ReadPreview } from './text-reader.js';

/** Reads files and lets them wait; nothing else is stored. */
@Injectable()
export class ImportPreviews {
  constructor(
    private readonly staged: StagedImports,
    private readonly reader: TextReader,
    private readonly remembered: RememberedMappings,
  ) {}

  /** @throws DomainError import-unreadable, unavailable */
  async begin(file: FileToRead, now: Date): Promise<StagedPreview> {
    const first = await this.reader.preview(file);
    const remembered = first.shape === undefined ? undefined : await this.remembered.of(first.shape);
    const known = remembered === undefined ? undefined : forTables(remembered, first.preview.tables ?? []);
    const again = known === undefined ? undefined : await this.byMemory(file, known);
    const { preview, shape } = again ?? first;
    const mapping = again === undefined ? null : (known ?? null);
    const id = await this.staged.stage({ bytes: file.bytes, name: file.name ?? null, format: file.format ?? null, mapping, shape: shape ?? null }, now);
    return { id, mappedBy: again === undefined ? 'proposal' : 'memory', ...preview };
  }

  /** As it would be accepted now with those corrections. @throws DomainError not-found, unavailable, correction-not-applicable */
  async again(importId: string, now: Date, corrections: readonly Correction[] = []): Promise<StagedPreview> {
    const { bytes, name, format, mapping } = await this.staged.find(importId, now);
    const { preview, shape } = await this.reader.preview({ bytes, name: name ?? undefined, format: format ?? undefined, mapping: mapping ?? undefined }, corrections);
    if (mapping === null) return { id: importId, mappedBy: 'proposal', ...preview };
    const remembered = shape === undefined ? undefined : await this.remembered.of(shape);
    const isRemembered = remembered !== undefined && isDeepStrictEqual(forTables(remembered, preview.tables ?? []), mapping);
    return { id: importId, mappedBy: isRemembered ? 'memory' : 'person', ...preview };
  }

  /** The file again, by what a person says of its columns. @throws DomainError not-found, import-unreadable, unavailable */
  async map(importId: string, mapping: Mapping, now: Date): Promise<StagedPreview> {
    const { bytes, name, format } = await this.staged.find(importId, now);
    const { preview } = await this.reader.preview({ bytes, name: name ?? undefined, format: format ?? undefined, mapping });
    await this.staged.map(importId, mapping);
    return { id: importId, mappedBy: 'person', ...preview };
  }

  /** What once fitted a file of this shape need not fit this one: then it is read as it suggests itself. */
  private async byMemory(file: FileToRead, mapping: Mapping): Promise<ReadPreview | undefined> {
    try {
      return await this.reader.preview({ ...file, mapping });
    } catch (error) {
      if (error instanceof DomainError && error.code === 'import-unreadable') return undefined;
      throw error;
    }
  }
}

/** A file of one table is of a shape whatever the table is called: it goes by the name of its file. */
function forTables(mapping: Mapping, tables: readonly SampleTable[]): Mapping {
  const [only, ...others] = tables;
  return only === undefined || others.length > 0 ? mapping : mapping.map((one) => ({ ...one, table: only.table }));
}
