import { correctionRefused } from '../correction-refused.js';
import { why } from '../reasons.js';
import type { SaidLine } from '../structure/said-lines.js';

/** Only a text has lines that are headings; of a table, the mapping says what its parts are. @throws DomainError correction-not-applicable */
export function mustBeUnsaid([first]: readonly SaidLine[]): void {
  if (first !== undefined) throw correctionRefused(first.at, 'line', why('no-lines'));
}
