import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { problemCatalogue } from '@rung/contracts';

const said = Object.keys(JSON.parse(readFileSync(new URL('./en/later/problems.json', import.meta.url), 'utf8')) as Record<string, string>);

/** Operators meet these on the command line; no page asks for what they refuse. */
const ofOperators = ['stream-not-parked', 'parked-elsewhere', 'parking-decision-waits', 'rebuild-impossible', 'rebuild-not-under-way'];

describe('refusals in the reader’s language', () => {
  it('are all that a page can meet, and none that there is not', () => {
    const met = Object.keys(problemCatalogue).filter((code) => !ofOperators.includes(code));
    expect(said.sort()).toEqual(met.map((code) => `problem.${code}`).sort());
  });
});
