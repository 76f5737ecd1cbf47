import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { samplesOf } from './corpus.fixture.js';
import { linesOf, packed } from './files.fixture.js';

const samplesIn = (file: string) => samplesOf(readFileSync(new URL(file, import.meta.url), 'utf8'));

describe('the corpus of Markdown', () => {
  it.each(samplesIn('markdown.txt'))('$name', ({ text, expected }) => expect(linesOf(Buffer.from(text), 'sample.md')).toEqual(expected));
});

describe('the corpus of archives', () => {
  it.each(samplesIn('archives.txt'))('$name', ({ text, expected }) => expect(linesOf(packed(text), 'sample.zip')).toEqual(expected));
});
