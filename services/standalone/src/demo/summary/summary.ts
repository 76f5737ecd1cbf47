// What the demo shows at its end.
import type { Organisation } from '../organisation/organisation.js';
import type { DemoResult } from '../run-demo.js';
import { distributionChart, unitsInWords } from './distribution.js';
import { explanationInWords } from './explanation-words.js';

export interface SummaryPlaces {
  /** Pages of the APIs, with what they are about. */
  readonly docs: readonly { readonly name: string; readonly url: string }[];
  readonly reportingUrl: string;
  /** Where anybody of the demo gets a token. */
  readonly tokenUrl: string;
  /** A token of the person whose grade is shown. */
  readonly tokenFor: (person: string) => Promise<string>;
}

/** The distribution and one grade with its reasons. @returns lines to print. */
export function gradesInWords(result: DemoResult, organisation: Organisation): string[] {
  const grades = result.grades.map(({ view }) => view.explanation.grade);
  const { person, view } = tellingGrade(result);
  const name = organisation.employees.find(({ key }) => key === person)?.name ?? person;
  return [
    '',
    `Grades of ${grades.length} people:`,
    ...distributionChart(result.matrix.levels.map((level) => level.name), grades),
    '',
    "By unit, as HR's report tells it; it hides what is of fewer than 5 people, and what such a group could be had from by subtraction:",
    ...unitsInWords(organisation.units, result.units),
    '',
    `${name} (${person}), for example:`,
    ...explanationInWords(view.explanation),
  ];
}

/** Where to go on, for somebody who has a server to go to. @returns lines to print. */
export async function whereNext(result: DemoResult, places: SummaryPlaces): Promise<string[]> {
  const { person } = tellingGrade(result);
  const url = `${places.reportingUrl}/grades/${person}?cycle=${result.cycle}`;
  return [
    '',
    ...places.docs.map(({ name: about, url: page }) => `API ${about}: ${page}`),
    '',
    'That grade over HTTP, as the person sees it (the token lasts ten minutes):',
    `  curl -H 'authorization: Bearer ${await places.tokenFor(person)}' '${url}'`,
    'A new token, for anybody of the demo (hr sees everybody):',
    `  curl -H 'content-type: application/json' -d '{"person":"${person}"}' ${places.tokenUrl}`,
  ];
}

/** Somebody who moved up and is told what little is missing for more; whoever comes first where there is nobody like that. */
function tellingGrade({ grades }: DemoResult): DemoResult['grades'][number] {
  const missing = ({ view: { explanation } }: DemoResult['grades'][number]): number => {
    const { gates, grade, currentLevel, lift } = explanation;
    const movedUp = currentLevel !== null && grade !== currentLevel && gates[0]?.passed === true;
    return movedUp ? (lift?.cells.length ?? fullHouse) : nobody;
  };
  const [found] = [...grades].sort((a, b) => missing(a) - missing(b));
  if (found === undefined) throw new Error('Nobody has a grade.');
  return found;
}

/** At the target nothing is missing, so there is less to tell. */
const fullHouse = 1_000;
const nobody = 2_000;
