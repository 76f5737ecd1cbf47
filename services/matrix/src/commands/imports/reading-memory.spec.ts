import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';

import { readingMemoryMb } from './reading-memory.js';

const megabytes = (count: number) => count * 1024 * 1024;

describe('the memory of the reading thread', () => {
  it.each([
    ['is plenty without a limit', 0, 4_096, 512],
    ['is plenty where the kernel knows no limit', 2 ** 63, 4_096, 512],
    ['is what a container leaves beside the heap', megabytes(768), 432, 176],
    ['is no more than plenty', megabytes(4_096), 432, 512],
    ['is enough for a text, however small the container', megabytes(256), 192, 128],
  ])('%s', (_, container, heap, expected) => expect(readingMemoryMb(container, megabytes(heap))).toBe(expected));
});

it('fits the container that matrix is deployed in', () => {
  const manifest = (path: string) => readFileSync(new URL(`../../../../../k8s/base/${path}`, import.meta.url), 'utf8');
  const container = Number(/memory: (\d+)Mi/u.exec(manifest('matrix/deployment.yaml'))?.[1]);
  const heap = Number(/--max-old-space-size=(\d+)/u.exec(manifest('service/deployment.yaml'))?.[1]);
  // Node adds its young generation to the heap that it was told.
  const reading = readingMemoryMb(megabytes(container), megabytes(heap + 48));
  expect(heap + 48 + reading).toBeLessThanOrEqual(container - 128);
  expect(reading).toBeGreaterThan(128);
});
