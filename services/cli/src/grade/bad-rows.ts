// Collects what is wrong with rows, so that all of it is reported at once.
import { Refusal, type Fault } from '../refusal.js';

/** Of more than these the first are listed, file by file and line by line, and the others counted. */
export const listedAtMost = 10_000;

export interface BadRows {
  add(fault: Required<Pick<Fault, 'file' | 'line' | 'detail'>> & Pick<Fault, 'column'>): void;
  /** @throws Refusal `csv-invalid` when there were any */
  refuseIfAny(): void;
}

export function collectBadRows(): BadRows {
  const files: string[] = [];
  let listed: { fault: Fault; file: number; line: number }[] = [];
  let count = 0;
  // The parser finds what is no row before the rows in front of it are looked at.
  const settle = (): void => {
    listed = listed.sort((one, other) => one.file - other.file || one.line - other.line).slice(0, listedAtMost);
  };
  return {
    add({ file, line, column, detail }) {
      count += 1;
      if (!files.includes(file)) files.push(file);
      listed.push({ fault: { file, line, ...(column === undefined ? {} : { column }), detail }, file: files.indexOf(file), line });
      if (listed.length > 2 * listedAtMost) settle();
    },
    refuseIfAny() {
      settle();
      if (count > 0) throw new Refusal('csv-invalid', listed.map(({ fault }) => fault), count - listed.length);
    },
  };
}
