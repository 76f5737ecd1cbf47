import { gzipSync } from 'node:zlib';

import { describe, expect, it } from '@jest/globals';

import { packedFormat } from './packed-format.js';

describe('bytes that ought to be text', () => {
  it('are known for a packed file, with the way out', () => {
    expect(packedFormat(gzipSync('person,name'))).toBe('a gzip file; unpack it first');
    expect(packedFormat(Buffer.from('PK\u0003\u0004...', 'latin1'))).toContain('.xlsx');
    expect(packedFormat(Buffer.from('%PDF-1.7'))).toContain('PDF');
  });
  it.each(['', 'P', 'PK,name', '{"a": 1}', '\uFEFFперсона'])('are text otherwise: %j', (text) => expect(packedFormat(Buffer.from(text))).toBeUndefined());
});
