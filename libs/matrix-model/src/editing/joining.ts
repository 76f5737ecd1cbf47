import type { Competency, Expectation, LocalizedText, MatrixContent } from '../matrix.js';
import { cellAt } from '../in-force.js';
import { withReferences } from '../parts/apply-parts.js';
import { same } from '../parts/same.js';
import { sortedCells, startOf } from '../parts/sorted.js';
import { mustBeFree } from './competencies.js';
import type { IntentOf } from './intent.js';
import { cellOf, competencyOf, refuse } from './refuse.js';

export function linkCompetencies(matrix: MatrixContent, { into, competencies }: IntentOf<'link-competencies'>): MatrixContent {
  return joined(matrix, into, competencies, (one, other) =>
    refuse('competencies', `Two cells start at "${startOf(one)}" ("${anyText(one.statement)}" and "${anyText(other.statement)}"); merge them instead, or remove one.`),
  );
}

export function mergeCompetencies(matrix: MatrixContent, { into, competencies }: IntentOf<'merge-competencies'>): MatrixContent {
  return joined(matrix, into, competencies, mergedCell);
}

export function splitCompetency(matrix: MatrixContent, { competency: id, id: newId, title, levels, copied }: IntentOf<'split-competency'>): MatrixContent {
  const competency = competencyOf(matrix, id);
  mustBeFree(matrix, newId);
  const moved = new Set(levels.map((level) => cellOf(competency, level)));
  const left = copied ? competency.cells : competency.cells.filter((cell) => !moved.has(cell));
  if (left.length === 0) refuse('levels', `Nothing of "${id}" would be left; leave out one level, or copy the cells ("copied").`);
  // a reference goes where the cell is that it leads to
  const leading = Object.entries(competency.sameAs ?? {}).map(([at, as]) => ({ at, as, cell: cellAt(matrix, competency, at) }));
  const leadingTo = (cells: readonly Expectation[]) => leading.flatMap(({ at, as, cell }) => (cell !== undefined && cells.includes(cell) ? [[at, as] as const] : []));
  const { sameAs: _references, ...head } = competency;
  const split = { id: newId, group: competency.group, title, cells: competency.cells.filter((cell) => moved.has(cell)) };
  const parts = [{ ...head, cells: left }, split].map((one) => withReferences(one, leadingTo(one.cells)));
  return { ...matrix, competencies: matrix.competencies.flatMap((one) => (one === competency ? parts : [one])) };
}

/** One competency in the place of several; a level that several list has the cell that starts last. */
function joined(matrix: MatrixContent, into: string, ids: readonly string[], meet: (one: Expectation, other: Expectation) => Expectation): MatrixContent {
  const target = competencyOf(matrix, into, 'into');
  const others = [...new Set(ids)].filter((id) => id !== into).map((id) => competencyOf(matrix, id, 'competencies'));
  if (others.length === 0) refuse('competencies', `Name at least one competency besides "${into}".`);
  const cells = new Map<string, Expectation>();
  for (const cell of [target, ...others].flatMap((one) => one.cells)) {
    const there = cells.get(startOf(cell));
    cells.set(startOf(cell), there === undefined ? cell : meet(there, cell));
  }
  const inOrder = sortedCells([...cells.values()], matrix.levels);
  const alone = inOrder.map((cell, at) => {
    const later = new Set(inOrder.slice(at + 1).flatMap(({ listedAt }) => listedAt));
    return { ...cell, listedAt: cell.listedAt.filter((code, place) => place === 0 || !later.has(code)) };
  });
  const kept = matrix.competencies.filter((one) => !others.includes(one));
  const made = withReferences({ ...target, cells: alone }, joinedReferences([target, ...others]));
  return { ...matrix, competencies: kept.map((one) => (one === target ? made : one)) };
}

/** Those of all; what they would contradict is refused with the other faults. */
function joinedReferences(competencies: readonly Competency[]): [level: string, as: string][] {
  const references = new Map<string, string>();
  for (const { id, sameAs = {} } of competencies) {
    for (const [level, as] of Object.entries(sameAs)) {
      const other = references.get(level) ?? as;
      if (other !== as) refuse('competencies', `"${id}" is at "${level}" the same as at "${as}", another one as at "${other}"; take out one of the references first.`);
      references.set(level, as);
    }
  }
  return [...references];
}

function mergedCell(one: Expectation, other: Expectation): Expectation {
  return {
    listedAt: [...new Set([...one.listedAt, ...other.listedAt])],
    statement: mergedText(one.statement, other.statement),
    questions: bothOf(one.questions, other.questions),
    evidenceRequired: one.evidenceRequired || other.evidenceRequired,
    mustHave: one.mustHave || other.mustHave,
    weight: Math.max(one.weight, other.weight),
    ...(one.examples || other.examples ? { examples: bothOf(one.examples, other.examples) } : {}),
    ...(one.antipatterns || other.antipatterns ? { antipatterns: bothOf(one.antipatterns, other.antipatterns) } : {}),
    ...(one.measure || other.measure ? { measure: one.measure ?? other.measure } : {}),
  };
}

/** Each once. */
function bothOf(one: readonly LocalizedText[] = [], other: readonly LocalizedText[] = []): LocalizedText[] {
  return [...one, ...other.filter((text) => !one.some((there) => same(there, text)))];
}

function mergedText(one: LocalizedText, other: LocalizedText): LocalizedText {
  const texts = Object.entries(other).map(([language, text]): [string, string] => {
    const there = one[language];
    if (there === undefined || there === text) return [language, text];
    return [language, `${/[.!?…]$/u.test(there) ? there : `${there}.`} ${text}`];
  });
  const tooLong = texts.find(([, text]) => text.length > longestText);
  if (tooLong !== undefined) refuse('competencies', `Together the statements are too long (${tooLong[1].length} of ${longestText} characters); shorten one first.`);
  return { ...one, ...Object.fromEntries(texts) };
}

const longestText = 4_000;

function anyText(text: LocalizedText): string {
  return Object.values(text)[0] ?? '';
}
