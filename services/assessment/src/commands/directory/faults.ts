import { DomainError } from '@rung/event-sourcing';

export interface Fault {
  /** From 1, as an editor counts. */
  readonly line: number;
  /** From 1; left out where the whole row is at fault. */
  readonly column?: number;
  readonly detail: string;
}

/** So many are told one by one; of the others the number. */
const mostTold = 200;

/** What is wrong with a file: all of it, so that it is mended in one go. */
export class Faults {
  readonly #told: Fault[] = [];
  #total = 0;

  add(fault: Fault): void {
    this.#total += 1;
    if (this.#told.length < mostTold) this.#told.push(fault);
  }

  /** @throws DomainError csv-invalid, in order of lines, when anything was added. */
  refuseIfAny(): void {
    if (this.#total === 0) return;
    const errors = this.#told.sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0));
    const rest = this.#total > errors.length ? `; the first ${errors.length} are listed` : '';
    throw new DomainError('csv-invalid', `${this.#total === 1 ? 'One fault' : `${this.#total} faults`}${rest}. Nothing was applied.`, { errors, total: this.#total });
  }
}
