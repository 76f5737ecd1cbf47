import type { MatrixContent } from '../matrix.js';
import { startOf } from '../parts/sorted.js';
import type { Finding } from './findings.js';

/** Cells of different competencies that start at one level and say the same in a language: who is rated is asked it twice. */
export function saidTwice({ competencies }: MatrixContent): Finding[] {
  const first = new Map<string, string>();
  const found = new Map<string, Finding>();
  competencies.forEach(({ id, cells }, row) =>
    cells.forEach((cell, at) => {
      for (const [language, words] of Object.entries(cell.statement)) {
        const said = JSON.stringify([startOf(cell), language, words.trim().toLowerCase()]);
        const other = first.get(said);
        if (other === undefined) first.set(said, id);
        else if (other !== id && !found.has(id)) found.set(id, finding(id, other, `/competencies/${row}/cells/${at}`));
      }
    }),
  );
  return [...found.values()];
}

function finding(id: string, other: string, pointer: string): Finding {
  return {
    kind: 'said-twice',
    pointer,
    detail: `"${other}" says the same at this level; make one competency of the two, or tell them apart`,
    mend: { change: { kind: 'merge-competencies', into: other, competencies: [id] }, fill: [] },
  };
}
