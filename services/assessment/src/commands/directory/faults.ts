import { DomainError } from '@rung/event-sourcing';

export interface Fault {
  /** From 1, as an editor counts. */
  readonly line: number;
  /** From 1; left out where the whole row is at fault. */
  readonly column?: number;
  readonly detail: string;
}

/** So many are told one by one, the first by line; of the others the number. */
export const mostTold = 10_000;

/** What is wrong with a file: all of it, so that it is mended in one go. */
export class Faults {
  #told: Fault[] = [];
  #total = 0;

  add(fault: Fault): void {
    this.#total += 1;
    this.#told.push(fault);
    if (this.#told.length > 2 * mostTold) this.#settle();
  }

  /** What is at fault in the whole set is found last, wherever it stands. */
  #settle(): void {
    this.#told = this.#told.sort((a, b) => a.line - b.line || (a.column ?? 0) - (b.column ?? 0)).slice(0, mostTold);
  }

  /** @throws DomainError csv-invalid, in order of lines, when anything was added. */
  refuseIfAny(): void {
    if (this.#total === 0) return;
    this.#settle();
    const errors = this.#told;
    const more = this.#total - errors.length;
    const rest = more > 0 ? `; the first ${errors.length} are listed, there are ${more} more` : '';
    throw new DomainError('csv-invalid', `${this.#total === 1 ? 'One fault' : `${this.#total} faults`}${rest}. Nothing was applied.`, { errors, total: this.#total });
  }
}
