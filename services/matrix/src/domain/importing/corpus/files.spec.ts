import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { samplesOf } from './corpus.fixture.js';
import { linesOf } from './files.fixture.js';

const samplesIn = (file: string) => samplesOf(readFileSync(new URL(file, import.meta.url), 'utf8'));

describe('the corpus of Markdown', () => {
  it.each(samplesIn('markdown.txt'))('$name', ({ text, expected }) => expect(linesOf(Buffer.from(text), 'sample.md')).toEqual(expected));
});
