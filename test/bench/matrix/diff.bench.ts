// What two versions of a large matrix differ in: ours tells it word by word, beside a deep diff of the same JSON that matches rows by their ids.
import { diffMatrices } from '@rung/matrix-model';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { mustBe } from '../log/counted.js';
import { peer } from '../peers.js';
import { processorMs } from '../processor-time.js';
import { largeMatrix, nextVersion } from './large-matrix.js';

export const name = 'diff';

interface DeepDiff {
  create(options: { readonly objectHash: (item: { readonly id?: string; readonly listedAt?: readonly string[]; readonly code?: string }) => string | undefined }): {
    diff(one: unknown, other: unknown): { readonly competencies?: Readonly<Record<string, unknown>> } | undefined;
  };
}

/** In one thread, both versions read already. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const { create } = await peer<DeepDiff>('jsondiffpatch');
  const deep = create({ objectHash: (item) => item.id ?? item.listedAt?.[0] ?? item.code ?? JSON.stringify(item) });
  const large = versions(400);
  // ten others of a tenth, in turn: one alone would stay in the processor's cache, and be twice as quick for that
  const small = Array.from({ length: 10 }, () => versions(40));
  const rounds = isLong ? 15 : 5;
  progress('diff: two versions of 400 competencies, and of 40');
  const ours = ({ from, to, changedCells }: Versions) => {
    const { changed } = diffMatrices(from, to);
    mustBe(changedCells, changed.reduce((sum, { cells }) => sum + cells.length, 0), 'cells differ');
  };
  const theirs = ({ from, to, changedRows }: Versions) => {
    const { _t, ...rows } = deep.diff(from, to)?.competencies ?? {};
    mustBe(changedRows, Object.keys(rows).length, 'competencies differ');
  };
  return [
    await compare({
      name: 'diff of two versions of 400 competencies, against jsondiffpatch',
      unit: 'diffs/s',
      aim: '>= 0.2',
      rounds,
      ours: async () => perSecond(20, () => ours(large)),
      theirs: async () => perSecond(20, () => theirs(large)),
    }),
    await compare({
      name: 'diff of 400 competencies, against 40',
      unit: 'µs of processor/competency',
      aim: '<= 1.1',
      rounds: rounds * 3,
      warmUps: 3,
      ours: async () => (1_000 * processorMsOf(() => Array.from({ length: 20 }, () => ours(large)))) / 20 / 400,
      theirs: async () => (1_000 * processorMsOf(() => Array.from({ length: 20 }, () => small.forEach(ours)))) / 200 / 40,
    }),
  ];
}

type Versions = ReturnType<typeof versions>;

function versions(competencies: number) {
  const from = largeMatrix(competencies);
  const { content: to, changedCells } = nextVersion(from);
  return { from, to, changedCells, changedRows: changedCells / 2 };
}

function processorMsOf(work: () => unknown): number {
  const from = processorMs();
  work();
  return processorMs() - from;
}

function perSecond(times: number, once: () => void): number {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) once();
  return (times * 1_000) / (performance.now() - from);
}
