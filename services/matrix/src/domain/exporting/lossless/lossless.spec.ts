import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { catalogue } from '../../catalogue/catalogue.js';
import { contentHash } from '../../content-hash.js';
import { anyMatrix, awkward } from '../matrix.fixture.js';
import { fromJson, toJson } from './json.js';
import { fromYaml, toYaml } from './yaml.js';

const formats = [
  { format: 'JSON', write: toJson, read: fromJson },
  { format: 'YAML', write: toYaml, read: fromYaml },
];
/** As a file keeps it: in UTF-8. */
const throughAFile = (text: string) => new TextDecoder('utf-8', { ignoreBOM: true, fatal: true }).decode(new TextEncoder().encode(text));

describe.each(formats)('$format', ({ write, read }) => {
  it('read back says the same and has the same hash, whatever the texts', () => {
    fc.assert(
      fc.property(anyMatrix, (content) => {
        const back = read(throughAFile(write(content)));
        expect(back).toEqual(content);
        expect(contentHash(back)).toBe(contentHash(content));
      }),
    );
  });

  it.each([awkward.content, ...catalogue.map(({ content }) => content)])('reads back $name', (content) =>
    expect(contentHash(read(throughAFile(write(content))))).toBe(contentHash(content)));

  it('is the same text for the same content', () => expect(write(awkward.content)).toBe(write(read(write(awkward.content)))));

  it('is refused where it is no matrix', () => expect(() => read('{"name": "x"}')).toThrow());
});
