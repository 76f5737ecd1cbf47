import { Injectable, type ArgumentMetadata, type PipeTransform } from '@nestjs/common';

import { invalidRequest } from '../problems/refusals.js';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** `@Param('cycle', UuidPipe) cycle: string`: in lower case, as PostgreSQL writes it, so that an id names one stream however it is typed. */
@Injectable()
export class UuidPipe implements PipeTransform<string, string> {
  /** @throws DomainError invalid-request */
  transform(value: string, { data = 'id' }: ArgumentMetadata): string {
    if (uuid.test(value)) return value.toLowerCase();
    const detail = `path parameter ${data}: takes a UUID, such as 3f2504e0-4f89-41d3-9a0c-0305e82c3301`;
    throw invalidRequest('The path parameters have faults.', [{ detail }]);
  }
}
