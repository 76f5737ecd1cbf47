// What a route takes as its body. JSON of 256 KiB where it says nothing.
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

import { routeConfig } from './route-config.js';

export const defaultBodyBytes = 256 * 1024;
export const deepestJson = 32;

export interface TakenBody {
  readonly mediaType: 'application/json' | 'text/plain' | 'text/csv';
  readonly maxBytes: number;
}

export const jsonBody: TakenBody = { mediaType: 'application/json', maxBytes: defaultBodyBytes };

/**
 * The route takes text/plain in UTF-8: `@Body() text: string`. A byte order mark stays in the text.
 * @param maxBytes a larger body is refused with payload-too-large.
 */
export function TextBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return takes({ mediaType: 'text/plain', maxBytes });
}

/**
 * The route takes text/csv as a stream: `@Body() rows: Readable`, of bytes. A body beyond `maxBytes` breaks the stream off with an
 * error that becomes payload-too-large, so the reader must let errors of the stream through.
 */
export function CsvBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return takes({ mediaType: 'text/csv', maxBytes });
}

/** The route takes JSON up to another size than the default. */
export function JsonBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return routeConfig({ takes: { mediaType: 'application/json', maxBytes } });
}

function takes(taken: TakenBody): MethodDecorator {
  return applyDecorators(
    routeConfig({ takes: taken }),
    ApiConsumes(taken.mediaType),
    ApiBody({ schema: { type: 'string', maxLength: taken.maxBytes } }),
  );
}

/** Whether brackets nest deeper than a limit, told from the text, before anything recursive sees the value. */
export function nestsDeeperThan(limit: number, json: string): boolean {
  let depth = 0;
  let inString = false;
  for (let index = 0; index < json.length; index += 1) {
    const character = json[index];
    if (inString) {
      if (character === '\\') index += 1;
      else if (character === '"') inString = false;
    } else if (character === '"') {
      inString = true;
    } else if (character === '[' || character === '{') {
      depth += 1;
      if (depth > limit) return true;
    } else if (character === ']' || character === '}') {
      depth -= 1;
    }
  }
  return false;
}
