import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';

import { readMatrixFile } from './read-matrix-file.js';

const mebibyte = 1024 * 1024;
const reasonOf = (name: string, text: string): unknown => {
  try {
    readMatrixFile({ bytes: Buffer.from(text), name });
  } catch (error) {
    if (error instanceof DomainError) return (error.details['errors'] as { reason: string }[])[0]?.reason;
    throw error;
  }
  return 'none';
};

describe('how large a file may be', () => {
  it.each([
    ['YAML', 'ladder.yaml', `a: ${'x'.repeat(5 * mebibyte)}`, 'file-too-large-so'],
    ['Markdown', 'ladder.md', `# Junior\n\n${'x'.repeat(5 * mebibyte)}`, 'file-too-large-so'],
    ['a text', 'ladder.txt', `Level Junior\n${'x'.repeat(5 * mebibyte)}`, 'file-too-large-so'],
    ['anything', 'ladder.json', `"${'x'.repeat(16 * mebibyte)}"`, 'file-too-large'],
  ])('is told of %s', (_, name, text, reason) => expect(reasonOf(name, text)).toBe(reason));

  it.each([
    ['JSON', 'ladder.json', `{"Junior": ${' '.repeat(6 * mebibyte)} {"Sawing": "Saws"}}`],
    ['CSV', 'ladder.csv', `Skill,Junior\n${'\n'.repeat(100_000)}Sawing,Saws\n${`Oiling,${'x'.repeat(60_000)}\n`.repeat(100)}`],
  ])('is more of %s', (_, name, text) => expect(reasonOf(name, text)).not.toMatch(/too-large/));
});
