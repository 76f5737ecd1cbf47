// Bodies as the routes take them: JSON, a form, text, a stream of CSV.
import type { IncomingMessage } from 'node:http';
import { Transform, type TransformCallback } from 'node:stream';

import { DomainError } from '@rung/event-sourcing';
import type { FastifyInstance, FastifyRequest } from 'fastify';

import { invalidRequest } from '../problems/refusals.js';
import { deepestJson, jsonBody, nestsDeeperThan, type TakenBody } from './body-limits.js';
import { packedFormat } from './packed-format.js';
import { holdsUnstorable } from './unstorable.js';

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

export function takenBodyOf(request: FastifyRequest): TakenBody {
  return request.routeOptions.config?.takes ?? jsonBody;
}

/** To be called before any route is registered. */
export function installBodyParsers(instance: FastifyInstance): void {
  // the framework's limit is per route; a decorator of ours cannot set it otherwise
  instance.addHook('onRoute', (route) => {
    if (route.config?.takes !== undefined) route.bodyLimit = route.config.takes.maxBytes;
  });
  instance.removeAllContentTypeParsers();
  const parseJson = instance.getDefaultJsonParser('error', 'error');
  instance.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    if (takenBodyOf(request).asBytes === true) return done(null, body);
    const json = textOf(body as Buffer);
    if (json === undefined) done(notText('JSON', body as Buffer));
    else if (holdsUnstorable(json)) done(invalidRequest('The JSON holds U+0000 or half of a surrogate pair, which is no text; leave it out.'));
    else if (nestsDeeperThan(deepestJson, json)) done(invalidRequest(`The JSON nests deeper than ${deepestJson} levels.`));
    else if (json.trim() === '') done(null, undefined);
    else void parseJson(request, json, done);
  });
  instance.addContentTypeParser('text/plain', { parseAs: 'buffer' }, (request, body, done) => {
    if (takenBodyOf(request).asBytes === true) return done(null, body);
    const text = textOf(body as Buffer);
    if (text === undefined) done(notText('text', body as Buffer));
    else done(null, text);
  });
  instance.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (_request, body, done) => {
    const text = textOf(body as Buffer);
    const fields = [...new URLSearchParams(text)];
    const form = Object.fromEntries(fields);
    if (text === undefined || holdsNul(text)) done(notText('form', body as Buffer));
    else if (Object.keys(form).length < fields.length) done(invalidRequest('A field of the form is there twice; send each once.'));
    else done(null, form);
  });
  instance.addContentTypeParser(onlyInFiles, { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  instance.addContentTypeParser('text/csv', (request, payload, done) => {
    const { maxBytes, asBytes = false } = takenBodyOf(request);
    if (asBytes) return collect(payload, maxBytes, done);
    const limited = limitedTo(maxBytes);
    // a handler that does not read must not bring the process down when the client goes away
    limited.on('error', () => undefined);
    const breakOff = (): void => {
      if (!payload.readableEnded) limited.destroy(invalidRequest('The body ended before it was complete.'));
    };
    payload.on('error', breakOff);
    payload.on('close', breakOff);
    payload.pipe(limited);
    done(null, limited);
  });
}

/** The media types of files that no other route takes. */
const onlyInFiles = ['application/octet-stream', 'text/tab-separated-values', 'application/yaml', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'];

function collect(payload: IncomingMessage, maxBytes: number, done: (error: Error | null, body?: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  payload.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes <= maxBytes) chunks.push(chunk);
    else chunks.length = 0;
  });
  payload.on('error', () => done(invalidRequest('The body ended before it was complete.')));
  payload.on('end', () => {
    if (bytes > maxBytes) done(tooLarge(maxBytes));
    else done(null, Buffer.concat(chunks));
  });
}

function tooLarge(maxBytes: number): DomainError {
  return new DomainError('payload-too-large', `The body may have ${maxBytes} bytes.`);
}

function holdsNul(form: string): boolean {
  return form.includes('\0') || form.includes('%00');
}

function textOf(body: Buffer): string | undefined {
  try {
    return utf8.decode(body);
  } catch {
    return undefined;
  }
}

function notText(wanted: string, body: Buffer): DomainError {
  const format = packedFormat(body);
  if (format !== undefined) return invalidRequest(`The body is no ${wanted}, but ${format}.`);
  const marked = (body[0] === 0xff && body[1] === 0xfe) || (body[0] === 0xfe && body[1] === 0xff);
  return invalidRequest(`The ${wanted} is not UTF-8${marked ? ', but UTF-16; save it as UTF-8' : ''}.`);
}

/** Lets go of what a handler left unread, so that the connection serves its next request. */
export function discardUnreadBody(request: FastifyRequest): void {
  if (request.raw.readableEnded) return;
  request.raw.unpipe();
  request.raw.resume();
}

/** @throws DomainError unsupported-media-type for a body of another type than the route takes. */
export function mustTake(request: FastifyRequest): void {
  const given = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  const { mediaTypes } = takenBodyOf(request);
  if (mediaTypes === undefined) return;
  if (mediaTypes.some((one) => one === (given ?? 'application/json'))) return;
  const [first] = mediaTypes;
  const how = given === undefined ? ` Send it, with the header Content-Type: ${first}.` : '';
  throw new DomainError('unsupported-media-type', `This operation takes ${mediaTypes.join(' or ')}.${how}`);
}

/** @throws DomainError payload-too-large for a body that says beforehand that it is larger than the route takes; the framework would not say how large it may be. */
export function mustFit(request: FastifyRequest): void {
  const { maxBytes } = takenBodyOf(request);
  if (Number(request.headers['content-length']) > maxBytes) throw tooLarge(maxBytes);
}

/** Enough to know every packed format by. */
const headBytes = 4;

/** Lets CSV through up to a limit; a packed file at its first bytes, which a parser would find a fault in every row of, not at all. */
function limitedTo(maxBytes: number): Transform {
  let bytes = 0;
  let head = Buffer.alloc(0);
  return new Transform({
    transform(chunk: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      bytes += chunk.length;
      if (bytes > maxBytes) return done(tooLarge(maxBytes));
      if (head.length < headBytes) {
        head = Buffer.concat([head, chunk.subarray(0, headBytes)]);
        if (packedFormat(head) !== undefined) return done(notText('CSV', head));
      }
      done(null, chunk);
    },
  });
}
