// A CFPackage of 1EdTech CASE 1.1. Groups, competencies and expectations are items below each other, of which each expectation names its levels and
// precedes the one that raises it; a rubric holds the grid as it is in force, and concepts the terms. CASE speaks one language in a document.
import { levelsOf, inForceAt } from '@rung/matrix-model';

import { nameOfLevel, spoken, type Subject } from '../subject.js';
import { identifierOf, uriOf } from './identifier.js';

interface Item {
  readonly identifier: string;
  readonly fullStatement: string;
}

const mostInTitle = 60;
const adoptionStatuses = { draft: 'Draft', published: 'Adopted', retired: 'Deprecated', discarded: 'Deprecated' } as const;

export function toCase(subject: Subject): string {
  return `{${Object.entries(packageOf(subject)).map(([key, part]) => `\n${JSON.stringify(key)}: ${inLines(part)}`).join(',')}\n}\n`;
}

/** A line for each thing: blanks before each of its fields would be a sixth of a large package. */
function inLines(part: unknown): string {
  return Array.isArray(part) ? `[${part.map((one) => `\n${JSON.stringify(one)}`).join(',')}\n]` : JSON.stringify(part);
}

function packageOf(subject: Subject) {
  const { matrix, version, status, changedAt, content, languages } = subject;
  const [language = 'en'] = languages;
  const named = namesIn(subject);
  const document = { ...named(), creator: 'Rung', title: content.name };
  const groups = content.groups.map((group) => ({ ...named('group', group), fullStatement: group, CFItemType: 'Group', humanCodingScheme: group }));
  const competencies = content.competencies.map(({ id, title }) => ({
    ...named('competency', id), fullStatement: spoken(title, language).text, CFItemType: 'Competency', humanCodingScheme: id, language: spoken(title, language).language,
  }));
  const expectations = content.competencies.map((competency) =>
    competency.cells.map((cell) => {
      const statement = spoken(cell.statement, language);
      const questions = cell.questions.map((question) => spoken(question, language).text);
      return {
        ...named('cell', competency.id, cell.listedAt[0] ?? ''),
        fullStatement: statement.text,
        CFItemType: 'Expectation',
        language: statement.language,
        educationLevel: levelsOf(content, competency, cell).map((code) => nameOfLevel(content, code)),
        ...(questions.length === 0 ? {} : { notes: questions.join('\n') }),
        extensions: { evidenceRequired: cell.evidenceRequired, mustHave: cell.mustHave, weight: cell.weight },
      };
    }),
  );
  const associate = associatesIn(subject);
  return {
    CFDocument: {
      ...document, caseVersion: '1.1', language, version: String(version),
      adoptionStatus: adoptionStatuses[status], notes: `Exported from version ${version} of the matrix "${matrix}", changed at ${changedAt}.`,
    },
    CFItems: [...groups, ...competencies, ...expectations.flat()],
    CFAssociations: [
      ...groups.map((group, at) => associate('isChildOf', group, { ...document, fullStatement: document.title }, at + 1)),
      ...content.competencies.flatMap((competency, at) => {
        const item = competencies[at];
        const group = groups.find((one) => one.humanCodingScheme === competency.group);
        const cells = expectations[at] ?? [];
        if (item === undefined || group === undefined) return [];
        return [
          associate('isChildOf', item, group, at + 1),
          ...cells.map((cell, place) => associate('isChildOf', cell, item, place + 1)),
          ...cells.slice(1).map((cell, place) => associate('precedes', cells[place] ?? cell, cell)),
        ];
      }),
    ],
    CFDefinitions: {
      CFConcepts: content.terms.map(({ word, words, definition }, at) => ({
        ...named('term', word), title: words === undefined ? word : spoken(words, language).text, hierarchyCode: String(at + 1), description: spoken(definition, language).text,
      })),
    },
    CFRubrics: [{ ...named('rubric'), title: content.name, CFRubricCriteria: criteria(subject, competencies) }],
  };
}

/** A row of the grid: what is expected at each level, inherited or carried as it may be. */
function criteria(subject: Subject, competencies: readonly Item[]) {
  const { content, languages } = subject;
  const named = namesIn(subject);
  const columns = content.levels.map(({ code }) => ({ code, cells: inForceAt(content, code) }));
  return content.competencies.map(({ id, group }, at) => {
    const item = competencies[at];
    const levels = columns.flatMap(({ code, cells }, position) => {
      const here = cells.find(({ competency }) => competency.id === id);
      if (here === undefined) return [];
      return [{ ...named('criterion', id, code), description: spoken(here.cell.statement, languages[0] ?? 'en').text, quality: nameOfLevel(content, code), position: position + 1 }];
    });
    return {
      ...named('criterion', id), category: group, position: at + 1, CFRubricCriterionLevels: levels,
      ...(item === undefined ? {} : { description: item.fullStatement, CFItemURI: linkTo(item) }),
    };
  });
}

function namesIn({ matrix, version, changedAt }: Subject) {
  return (...path: readonly string[]) => {
    const identifier = identifierOf(matrix, String(version), ...path);
    return { identifier, uri: uriOf(identifier), lastChangeDateTime: changedAt };
  };
}

function associatesIn(subject: Subject) {
  const named = namesIn(subject);
  return (associationType: 'isChildOf' | 'precedes', origin: Item, destination: Item, sequenceNumber?: number) => ({
    ...named(associationType, origin.identifier, destination.identifier),
    associationType,
    ...(sequenceNumber === undefined ? {} : { sequenceNumber }),
    originNodeURI: linkTo(origin),
    destinationNodeURI: linkTo(destination),
  });
}

function linkTo({ identifier, fullStatement }: Item) {
  return { title: shortened(fullStatement), identifier, uri: uriOf(identifier) };
}

/** A link's title is for people who follow it; up to four links lead to a thing, which says its statement itself. */
function shortened(statement: string): string {
  const signs = [...statement.slice(0, mostInTitle * 2)];
  return signs.length > mostInTitle ? `${signs.slice(0, mostInTitle - 1).join('').trimEnd()}…` : statement;
}
