import { idIn, textIn } from '../../address/search-params.js';

export interface PeopleSearch {
  /** Parts of a name. */
  readonly q?: string;
  /** With all units below it; the whole organisation where it is left out. */
  readonly unit?: string;
  /** The review whose grades are led to: who comes from a report of it stays in it. The latest where it is left out. */
  readonly cycle?: string;
}

export const peopleSearch = ({ q, unit, cycle }: Readonly<Record<string, unknown>>): PeopleSearch => ({ q: textIn(q), unit: textIn(unit), cycle: idIn(cycle) });
