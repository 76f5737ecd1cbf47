// The built page in memory: a request finds a file by its whole address or not at all, so no address leads out of the folder.
import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

export interface BuiltFile {
  readonly type: string;
  readonly body: Buffer;
  readonly etag: string;
  /** The name holds a hash of the content, so it never means anything else. */
  readonly isImmutable: boolean;
  /** Made once, when first asked for; undefined where it would save nothing. */
  packed(encoding: Encoding): Promise<Buffer> | undefined;
}

export interface BuiltPage {
  /** With `__CSP_NONCE__` where a nonce goes. */
  readonly index: string;
  /** By address: `/assets/main-abc123.js`. */
  readonly files: ReadonlyMap<string, BuiltFile>;
}

export type Encoding = 'br' | 'gzip';

const types: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.ico': 'image/x-icon',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain; charset=utf-8',
  '.webmanifest': 'application/manifest+json',
  '.webp': 'image/webp',
  '.woff2': 'font/woff2',
};
const shrinks = new Set(['.css', '.js', '.json', '.svg', '.txt', '.webmanifest']);
const worthPacking = 1_024;
/** As Vite writes them: `assets/name-XXXXXXXX.js`. */
const hashed = /^\/assets\/.+-[\w-]{8}\.\w+$/;

/** @returns undefined where the page was not built. @throws SystemError when the folder is there and cannot be read. */
export async function builtPageIn(folder: string): Promise<BuiltPage | undefined> {
  const index = await readFile(join(folder, 'index.html'), 'utf8').catch(unlessMissing);
  if (index === undefined) return undefined;
  const entries = await readdir(folder, { withFileTypes: true, recursive: true });
  const files = new Map<string, BuiltFile>();
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const address = `/${relative(folder, file).split(sep).join('/')}`;
    const type = types[extname(file)];
    if (!entry.isFile() || type === undefined || address.includes('/.')) continue;
    files.set(address, builtFile(address, type, await readFile(file)));
  }
  return { index, files };
}

function builtFile(address: string, type: string, body: Buffer): BuiltFile {
  const packed = new Map<Encoding, Promise<Buffer>>();
  const isWorthIt = shrinks.has(extname(address)) && body.length >= worthPacking;
  return {
    type,
    body,
    etag: `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`,
    isImmutable: hashed.test(address),
    packed(encoding) {
      if (!isWorthIt) return undefined;
      const made = packed.get(encoding) ?? pack(encoding, body);
      packed.set(encoding, made);
      return made;
    },
  };
}

function pack(encoding: Encoding, body: Buffer): Promise<Buffer> {
  if (encoding === 'gzip') return promisify(gzip)(body, { level: 9 });
  return promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 10, [constants.BROTLI_PARAM_SIZE_HINT]: body.length } });
}

function unlessMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}
