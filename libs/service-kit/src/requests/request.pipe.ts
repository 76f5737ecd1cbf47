import { Injectable, StandardSchemaValidationPipe, type ArgumentMetadata } from '@nestjs/common';
import type { z } from 'zod';

import { fieldErrorsOfBody, fieldErrorsOfParameters } from '../problems/field-errors.js';
import { invalidRequest } from '../problems/refusals.js';

/** Parses what `@Body({ schema })`, `@Query({ schema })` and `@Param(name, { schema })` ask for; global. */
@Injectable()
export class RequestPipe extends StandardSchemaValidationPipe {
  /** @throws DomainError invalid-request with an error for each field at fault. */
  override async transform<Value>(value: Value, metadata: ArgumentMetadata): Promise<Value> {
    const { schema, type, data } = metadata;
    if (schema === undefined || !this.toValidate(metadata)) return value;
    this.stripProtoKeys(value);
    const result = await this.validate<Value>(value, schema);
    if (result.issues === undefined) return result.value;
    if (type === 'body') throw invalidRequest('The body has faults.', fieldErrorsOfBody(result.issues, { schema, value }));
    const kind = type === 'query' ? 'query' : 'path';
    throw invalidRequest(
      `The ${kind} parameters have faults.`,
      fieldErrorsOfParameters(kind, data, result.issues, { schema, value }),
    );
  }
}

/** For what a controller must parse by hand. @throws DomainError invalid-request */
export function parseRequest<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw invalidRequest('The body has faults.', fieldErrorsOfBody(parsed.error.issues, { schema, value }));
}
