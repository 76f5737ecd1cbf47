// How much memory the reading thread may take beside the service's own heap.
import { getHeapStatistics } from 'node:v8';

const megabyte = 1024 * 1024;
const most = 512;
/** What the largest text takes that is not refused at once is less. */
const least = 128;
/** Buffers, stacks, code, and the text itself, which both threads hold. */
const besideHeaps = 160;

/** What is left of the container's memory when the service's heap is full; without a container's limit, plenty. */
export function readingMemoryMb(containerBytes = process.constrainedMemory(), heapBytes = getHeapStatistics().heap_size_limit): number {
  // Without a limit the kernel says nothing, or a number beyond any machine.
  if (containerBytes === 0 || containerBytes > 2 ** 50) return most;
  const left = Math.floor((containerBytes - heapBytes) / megabyte) - besideHeaps;
  return Math.min(most, Math.max(least, left));
}
