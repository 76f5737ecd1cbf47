// The preview of a large file in each format, beside a streaming parse of the same file that hands out what it holds and keeps none of it.
import { exportFormats } from '@rung/matrix/exporting';
import { readMatrixFile, toPreviewJson } from '@rung/matrix/importing';

import { compare, type BenchOptions, type BenchResult } from '../bench-result.js';
import { mustBe } from '../log/counted.js';
import { processorMs } from '../processor-time.js';
import { largeMatrix, mustBeWhole, type LargeMatrix } from './large-matrix.js';
import { streamsOf, type Format, type StreamingParse } from './streaming-parses.js';

export const name = 'preview';

const count = 400;
/** CASE tells one language. */
const languagesIn: Partial<Readonly<Record<Format, readonly string[]>>> = { case: ['en'] };

/** In one thread, with the file in memory; nothing is staged. */
export async function results({ isLong, progress }: BenchOptions): Promise<readonly BenchResult[]> {
  const rounds = isLong ? 15 : 5;
  const measured: BenchResult[] = [];
  for (const [format, stream] of await streamsOf()) {
    const [large, small] = [fileOf(format, largeMatrix(count)), fileOf(format, largeMatrix(count / 10))];
    progress(`preview: ${format} of ${Math.round(large.bytes.length / 1_000)} kB, and of ${Math.round(small.bytes.length / 1_000)}`);
    measured.push(
      await compare({
        name: `preview of ${count} competencies in ${format}, against ${stream.by}`,
        unit: 'MB/s',
        aim: '>= 0.1',
        rounds,
        ours: () => megabytesPerSecond(large, 1, () => previewed(large)),
        theirs: () => megabytesPerSecond(large, 1, () => parsed(large, stream)),
      }),
      await compare({
        name: `preview of ${count} competencies in ${format}, against ${count / 10}`,
        unit: 'ms of processor/MB',
        aim: '<= 1.1',
        rounds,
        ours: () => processorMsPerMegabyte(large, 1),
        theirs: () => processorMsPerMegabyte(small, 10),
      }),
    );
  }
  return measured;
}

async function previewed({ matrix, bytes, name: called }: File): Promise<void> {
  mustBeWhole(matrix, toPreviewJson(readMatrixFile({ bytes, name: called })).competencies, 'previewed');
}

async function parsed({ matrix, bytes }: File, { partsIn, partsOf }: StreamingParse): Promise<void> {
  mustBe(partsOf(matrix), await partsIn(bytes), 'parts were to be parsed');
}

interface File {
  readonly matrix: LargeMatrix;
  readonly bytes: Buffer;
  readonly name: string;
}

function fileOf(format: Format, matrix: LargeMatrix): File {
  const { write, extension } = exportFormats[format];
  const written = write({ matrix: 'large', version: 1, status: 'draft', changedAt: '2026-11-27T09:00:00.000Z', content: matrix, languages: languagesIn[format] ?? ['en', 'ru', 'kk'] });
  return { matrix, bytes: Buffer.from(written), name: `matrix.${extension}` };
}

async function processorMsPerMegabyte(file: File, times: number): Promise<number> {
  const from = processorMs();
  for (let time = 0; time < times; time += 1) await previewed(file);
  return (processorMs() - from) / ((file.bytes.length * times) / 1_000_000);
}

async function megabytesPerSecond({ bytes }: File, times: number, once: () => Promise<void>): Promise<number> {
  const from = performance.now();
  for (let time = 0; time < times; time += 1) await once();
  return (bytes.length * times) / 1_000 / (performance.now() - from);
}
