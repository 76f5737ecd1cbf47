// What a route takes as its body. JSON of 256 KiB where it says nothing.
import { applyDecorators } from '@nestjs/common';
import { ApiBody, ApiConsumes } from '@nestjs/swagger';

import { routeConfig } from './route-config.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    takes?: TakenBody;
  }
}

export const defaultBodyBytes = 256 * 1024;
export const deepestJson = 32;

const json = 'application/json';
const form = 'application/x-www-form-urlencoded';
/** What a file may be sent as. What it is, its content tells. */
const fileTypes = [
  'application/octet-stream',
  'text/plain',
  'text/csv',
  'text/tab-separated-values',
  'application/yaml',
  json,
  'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
] as const;
type MediaType = typeof json | typeof form | (typeof fileTypes)[number];

export interface TakenBody {
  /** Of any where it is left out: the route hands the body on as it comes. */
  readonly mediaTypes?: readonly [MediaType, ...MediaType[]];
  readonly maxBytes: number;
  /** The handler gets the bytes as they came, whatever their media type says. */
  readonly asBytes?: boolean;
}

export const jsonBody: TakenBody = { mediaTypes: [json], maxBytes: defaultBodyBytes };
/** For a route whose body goes on, unread, to where its limits are known. */
export const bodyHandedOn: TakenBody = { maxBytes: defaultBodyBytes };

/**
 * The route takes text/plain in UTF-8: `@Body() text: string`. A byte order mark stays in the text.
 * @param maxBytes a larger body is refused with payload-too-large.
 */
export function TextBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return takes({ mediaTypes: ['text/plain'], maxBytes });
}

/**
 * The route takes text/csv as a stream: `@Body() rows: Readable`, of bytes. A body beyond `maxBytes` breaks the stream off with an
 * error that becomes payload-too-large, so the reader must let errors of the stream through.
 */
export function CsvBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return takes({ mediaTypes: ['text/csv'], maxBytes });
}

/** The route takes a file: `@Body() bytes: Buffer`, whatever it holds. A larger one is refused with payload-too-large. */
export function FileBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return applyDecorators(
    routeConfig({ takes: { mediaTypes: fileTypes, maxBytes, asBytes: true } }),
    ApiConsumes(...fileTypes),
    ApiBody({ schema: { type: 'string', format: 'binary', maxLength: maxBytes } }),
  );
}

/** The route takes JSON up to another size than the default. */
export function JsonBody({ maxBytes }: { readonly maxBytes: number }): MethodDecorator {
  return routeConfig({ takes: { mediaTypes: [json], maxBytes } });
}

/** The route takes an HTML form: `@Body({ schema }) form`, an object of text; JSON as well where it says so. */
export function FormBody({ orJson = false }: { readonly orJson?: boolean } = {}): MethodDecorator {
  return applyDecorators(
    routeConfig({ takes: { mediaTypes: orJson ? [form, json] : [form], maxBytes: defaultBodyBytes } }),
    orJson ? ApiConsumes(form, json) : ApiConsumes(form),
  );
}

function takes({ mediaTypes, maxBytes }: Required<Omit<TakenBody, 'asBytes'>>): MethodDecorator {
  return applyDecorators(
    routeConfig({ takes: { mediaTypes, maxBytes } }),
    ApiConsumes(...mediaTypes),
    ApiBody({ schema: { type: 'string', maxLength: maxBytes } }),
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
