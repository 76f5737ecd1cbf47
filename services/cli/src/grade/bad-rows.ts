// Collects what is wrong with rows, so that all of it is reported at once.
import { Refusal, type Fault } from '../refusal.js';

/** More than these are counted, not listed. */
const listedAtMost = 100;

export interface BadRows {
  add(fault: Required<Pick<Fault, 'file' | 'line' | 'detail'>> & Pick<Fault, 'column'>): void;
  /** @throws Refusal `csv-invalid` when there were any */
  refuseIfAny(): void;
}

export function collectBadRows(): BadRows {
  const listed: Fault[] = [];
  let count = 0;
  return {
    add({ file, line, column, detail }) {
      count += 1;
      if (listed.length < listedAtMost) listed.push({ file, line, ...(column === undefined ? {} : { column }), detail });
    },
    refuseIfAny() {
      if (count > 0) throw new Refusal('csv-invalid', listed, count - listed.length);
    },
  };
}
