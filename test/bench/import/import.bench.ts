// Importing a text: its time per MB must not grow faster than the text.
import { previewOf } from '@rung/matrix/importing';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';

export const name = 'import';

const words = 'plan review mentor design deliver measure listen explain trace secure test release observe repair'.split(' ');
const aboutTen = 10;

/** One level with so many hard statements, no two alike: what a large company's own text is made of. */
function ladder(statements: number): string {
  const lines = Array.from({ length: statements }, (_, at) => `${at + 1}. ${sentence(at)}.`);
  return `Level One\nHard skills:\n${lines.join('\n')}\n`;
}

function sentence(at: number): string {
  const picked = Array.from({ length: aboutTen }, (_, n) => words[(at * 7 + n * n * 3 + (at >> (n % 5))) % words.length]);
  return `Can ${picked.join(' ')} in area ${at}`;
}

export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const [short, long] = [ladder(480), ladder(4_800)];
  const noise = (length: number) => Array.from({ length }, (_, at) => String.fromCharCode(32 + ((at * 7_919) % 90))).join('');
  const [shortNoise, longNoise] = [noise(480_000), noise(4_800_000)];
  const rounds = isLong ? 15 : 5;
  progress('import: a list ten times as long, and noise ten times as long');
  return [
    await compare({
      name: 'preview of 4,800 statements, against 480',
      unit: 'ms/MB',
      aim: '<= 1.5',
      rounds,
      ours: async () => millisecondsPerMegabyte(long, 1),
      theirs: async () => millisecondsPerMegabyte(short, 10),
    }),
    await compare({
      name: 'refusal of 4.8 MB of noise, against 0.48 MB',
      unit: 'ms/MB',
      aim: '<= 1.5',
      rounds,
      ours: async () => millisecondsPerMegabyte(longNoise, 1),
      theirs: async () => millisecondsPerMegabyte(shortNoise, 10),
    }),
  ];
}

function millisecondsPerMegabyte(text: string, times: number): number {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) readOrRefuse(text);
  return (performance.now() - from) / times / (text.length / 1_000_000);
}

function readOrRefuse(text: string): void {
  try {
    previewOf(text);
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'DomainError') throw error;
  }
}
