import { randomBytes } from 'node:crypto';

import { notFound, unavailable } from '@rung/service-kit';

import type { BuiltPage, Encoding } from './built-page.js';
import { pageHeaders } from './page-headers.js';

export interface FileAnswer {
  readonly status: 200 | 304;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer | undefined;
}

const immutable = 'public, max-age=31536000, immutable';
const noncePlace = /__CSP_NONCE__/g;

/** The page and its files as answers. */
export class Pages {
  constructor(private readonly built: BuiltPage | undefined) {}

  isFile(address: string): boolean {
    return this.built?.files.has(address) === true;
  }

  /** The same text at every address of the page, which finds out by itself what to show; with a nonce of its own each time. @throws DomainError unavailable */
  page(): { readonly headers: Readonly<Record<string, string>>; readonly html: string } {
    if (this.built === undefined) throw unavailable('The page is not built here. Build it with npm run build --workspace=services/console/web, and start again.', 60);
    const nonce = randomBytes(16).toString('base64url');
    return { headers: pageHeaders(nonce), html: this.built.index.replace(noncePlace, nonce) };
  }

  /** @param encodings Accept-Encoding. @param known If-None-Match. */
  async file(url: string, encodings = '', known?: string): Promise<FileAnswer> {
    const file = this.built?.files.get(url.split('?')[0] ?? '');
    if (file === undefined) throw notFound();
    const { type, body, etag, isImmutable } = file;
    const headers = { etag, 'content-type': type, 'cache-control': isImmutable ? immutable : 'no-cache', vary: 'accept-encoding' };
    if (known === etag) return { status: 304, headers, body: undefined };
    const encoding = encodingOf(encodings);
    const packed = encoding === undefined ? undefined : await file.packed(encoding);
    if (encoding === undefined || packed === undefined) return { status: 200, headers, body };
    return { status: 200, headers: { ...headers, 'content-encoding': encoding }, body: packed };
  }
}

function encodingOf(header: string): Encoding | undefined {
  const taken = header.split(',').map((part) => part.trim()).filter((part) => !/;\s*q=0(\.0*)?$/.test(part)).map((part) => part.split(';')[0]);
  return (['br', 'gzip'] as const).find((encoding) => taken.includes(encoding));
}
