// The preview of a large file, beside a streaming parse of the same file that hands out its rows and keeps none.
import { exportFormats } from '@rung/matrix/exporting';
import { readMatrixFile, toPreviewJson } from '@rung/matrix/importing';
import { Readable } from 'node:stream';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { mustBe } from '../log/counted.js';
import { peer } from '../peers.js';
import { cellsOf, largeMatrix, mustBeWhole, type LargeMatrix } from './large-matrix.js';

export const name = 'preview';

interface CsvParse {
  parse(options: { readonly bom: boolean }): NodeJS.ReadWriteStream & AsyncIterable<readonly string[]>;
}

/** In one thread, with the file in memory; nothing is staged. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const { parse } = await peer<CsvParse>('csv-parse');
  const [large, small] = [fileOf(largeMatrix(400)), fileOf(largeMatrix(40))];
  const rounds = isLong ? 15 : 5;
  progress(`preview: CSV of ${Math.round(large.bytes.length / 1_000)} kB, and of ${Math.round(small.bytes.length / 1_000)}`);
  const ours = ({ matrix, bytes }: File) => {
    const { competencies } = toPreviewJson(readMatrixFile({ bytes, name: 'matrix.csv' }));
    mustBeWhole(matrix, competencies, 'previewed');
  };
  const theirs = async ({ matrix, bytes }: File) => {
    let rows = 0;
    for await (const _ of Readable.from([bytes]).pipe(parse({ bom: true }))) rows += 1;
    mustBe(cellsOf(matrix) + 1, rows, 'rows were to be parsed');
  };
  return [
    await compare({
      name: 'preview of 400 competencies in CSV, against csv-parse as a stream',
      unit: 'MB/s',
      aim: '>= 0.1',
      rounds,
      ours: () => megabytesPerSecond(large, 1, async () => ours(large)),
      theirs: () => megabytesPerSecond(large, 1, () => theirs(large)),
    }),
    await compare({
      name: 'preview of 400 competencies in CSV, against 40',
      unit: 'ms/MB',
      aim: '<= 1.1',
      rounds,
      ours: async () => 1_000 / (await megabytesPerSecond(large, 1, async () => ours(large))),
      theirs: async () => 1_000 / (await megabytesPerSecond(small, 10, async () => ours(small))),
    }),
  ];
}

interface File {
  readonly matrix: LargeMatrix;
  readonly bytes: Buffer;
}

function fileOf(matrix: LargeMatrix): File {
  const written = exportFormats.csv.write({ matrix: 'large', version: 1, status: 'draft', changedAt: '2026-11-27T09:00:00.000Z', content: matrix, languages: ['en', 'ru', 'kk'] });
  return { matrix, bytes: Buffer.from(written) };
}

async function megabytesPerSecond({ bytes }: File, times: number, once: () => Promise<void>): Promise<number> {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) await once();
  return (bytes.length * times) / 1_000 / (performance.now() - from);
}
