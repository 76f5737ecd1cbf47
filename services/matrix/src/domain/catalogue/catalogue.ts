// The curated matrices that come with Rung.
import { DomainError } from '@rung/event-sourcing';

import type { CatalogueEntry } from './entry.js';
import { pythonDeveloper } from './python-developer/python-developer.js';

export const catalogue: readonly CatalogueEntry[] = [pythonDeveloper];

/** @throws DomainError not-found, naming the entries that there are */
export function catalogueEntry(entry: string): CatalogueEntry {
  const found = catalogue.find((one) => one.entry === entry);
  if (found === undefined) throw new DomainError('not-found', `The catalogue has no entry "${entry}"; there is: ${catalogue.map((one) => one.entry).join(', ')}.`);
  return found;
}
