import { Inject, Injectable, type PipeTransform } from '@nestjs/common';

import { PERSON_ID_SECRET } from '../tokens.js';
import { personIdFrom } from './person-id.js';

/** `@Param('person', PersonIdPipe) personId: string`: the opaque id, whichever of the two the URL names the person by. */
@Injectable()
export class PersonIdPipe implements PipeTransform<string, string> {
  constructor(@Inject(PERSON_ID_SECRET) private readonly secret: string) {}

  transform(keyOrId: string): string {
    return personIdFrom(this.secret, keyOrId);
  }
}
