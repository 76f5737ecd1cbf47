import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { reading, samplesOf } from './corpus.fixture.js';

describe.each(['headings.txt', 'levels-in-line.txt', 'lists.txt', 'meaning.txt', 'references.txt', 'wild.txt', 'departments.txt'])('the corpus of %s', (file) => {
  it.each(samplesOf(readFileSync(new URL(file, import.meta.url), 'utf8')))('$name', ({ text, expected }) => {
    const anyAnomalies = expected.at(-1) === '*';
    const seen = anyAnomalies ? reading(text).slice(0, expected.length - 1) : reading(text);
    expect(seen).toEqual(anyAnomalies ? expected.slice(0, -1) : expected);
  });
});
