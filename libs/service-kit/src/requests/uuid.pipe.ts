import { Injectable, ParseUUIDPipe, type ArgumentMetadata } from '@nestjs/common';

/** `@Param('cycle', UuidPipe) cycle: string`: in lower case, as PostgreSQL writes it, so that an id names one stream however it is typed. */
@Injectable()
export class UuidPipe extends ParseUUIDPipe {
  override async transform(value: string, metadata: ArgumentMetadata): Promise<string> {
    await super.transform(value, metadata);
    return value.toLowerCase();
  }
}
