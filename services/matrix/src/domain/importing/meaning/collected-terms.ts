import { oneLine } from '../text/source.js';
import { boundsIn } from './measure.js';
import type { ReadTerm } from './terms.js';

/** The terms of a text in its order; a sentence may go on with the one that it follows. */
export class CollectedTerms {
  readonly #terms: ReadTerm[] = [];

  get all(): readonly ReadTerm[] {
    return this.#terms;
  }

  add(term: ReadTerm): ReadTerm {
    this.#terms.push(term);
    return term;
  }

  continue(term: ReadTerm, sentence: string): ReadTerm {
    const longer = { ...term, definition: `${term.definition} ${oneLine(sentence)}`, measure: [...term.measure, ...boundsIn(sentence)] };
    this.#terms.splice(this.#terms.indexOf(term), 1, longer);
    return longer;
  }
}
