// JSON Schemas (2020-12) of events, from the zod schemas that this build itself writes and reads them by.
import { competency, code, localizedText, matrixFrame } from '@rung/matrix-model';
import { z } from 'zod';

import type { TopicContent } from '../event-catalogue.js';
import { explanation } from '../explanation.js';
import { exactNumber, exactResult } from '../grading.js';
import { assessmentId, cycleId, day, evidenceId, instant, matrixId, matrixPin, orgCode, personId, reviewId, sealedText, sha256 } from '../ids.js';

export interface JsonSchema {
  readonly [keyword: string]: unknown;
}

export interface EventSchema {
  readonly topic: string;
  readonly type: string;
  readonly version: number;
  readonly schema: JsonSchema;
}

/** What is spelt out once in a schema, under its name and with what readers must know of it. */
const named = z.registry<{ id: string; description: string }>();
const name = (schema: z.ZodType, id: string, description: string): void => void named.add(schema, { id, description });
name(personId, 'PersonId', 'Opaque: never a name, an address or an employee number.');
name(matrixId, 'MatrixId', 'Readable: the matrix is no person.');
name(cycleId, 'CycleId', 'Opaque.');
name(reviewId, 'ReviewId', 'Opaque: one participant in one cycle.');
name(assessmentId, 'AssessmentId', 'Opaque: the answers of one rater. Of peers and upward raters nothing leads to a person.');
name(evidenceId, 'EvidenceId', 'Opaque.');
name(orgCode, 'OrgCode', "The organisation's own code of a unit or a position.");
name(day, 'Day', 'A day, without an hour.');
name(instant, 'Instant', 'ISO 8601, in UTC.');
name(sha256, 'Sha256', 'In lower-case hex.');
name(matrixPin, 'MatrixPin', 'A published version of a matrix, pinned by its content.');
name(sealedText, 'SealedText', 'Encrypted; its key is destroyed when the person is forgotten. There is nothing in it for readers of the topic.');
name(code, 'Code', "A matrix's own name of a level, a group or a competency.");
name(localizedText, 'LocalizedText', 'Text by language, as BCP 47 has it.');
name(competency, 'Competency', 'A row of the matrix, with its cells.');
name(matrixFrame, 'MatrixFrame', 'A matrix version apart from its competencies.');
name(explanation, 'Explanation', 'Why a grade is what it is; docs/grading.md reads it.');
name(exactNumber, 'ExactNumber', 'A decimal or a fraction: "0.6" or "1/3".');
name(exactResult, 'ExactResult', 'A decimal where it ends, else a fraction in its lowest terms.');

/** The shape that is written, with what `describe` says of it. Objects are open, so that a reader is not surprised by a field that was added. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  return z.toJSONSchema(schema, {
    metadata: named,
    override: ({ zodSchema, jsonSchema }) => {
      const { def } = zodSchema._zod;
      const description = z.globalRegistry.get(zodSchema)?.description;
      if (description !== undefined) jsonSchema.description = description;
      if (def.type === 'object' && def.catchall === undefined) delete jsonSchema.additionalProperties;
    },
  });
}

/** The newest version of every event of a topic. */
export function newestSchemas({ topic, catalogue, notes }: TopicContent): readonly EventSchema[] {
  return catalogue.types.map(({ type, schemaVersion: version, schema }) => {
    const { $schema, ...shape } = jsonSchemaOf(schema);
    const description = notes[type]?.tells;
    return { topic, type, version, schema: { $schema, $id: `urn:rung:event:${type}:${version}`, title: type, description, ...shape } };
  });
}

/** The schemas that a reader of the topics needs: the newest, and of older versions what the releases say. */
export function allSchemas(contents: readonly TopicContent[], released: readonly EventSchema[]): readonly EventSchema[] {
  const byVersion = new Map<string, EventSchema>();
  for (const older of released) {
    const newest = contents.flatMap(({ catalogue }) => catalogue.types).find(({ type }) => type === older.type);
    if (newest !== undefined && older.version < newest.schemaVersion) byVersion.set(keyOf(older), older);
  }
  for (const schema of contents.flatMap(newestSchemas)) byVersion.set(keyOf(schema), schema);
  const places = new Map(contents.flatMap(({ catalogue }) => catalogue.types).map(({ type }, index) => [type, index]));
  return [...byVersion.values()].sort((a, b) => (places.get(a.type) ?? 0) - (places.get(b.type) ?? 0) || a.version - b.version);
}

/** `GradeReleased.v1` */
export const keyOf = ({ type, version }: { readonly type: string; readonly version: number }): string => `${type}.v${version}`;
