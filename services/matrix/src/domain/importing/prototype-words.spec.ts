// Words that every object of JavaScript has a member of: in an organisation's texts they are words as any others.
import { describe, expect, it } from '@jest/globals';
import { inForceAt, type MatrixContent } from '@rung/matrix-model';

import { exportFormats } from '../exporting/index.js';
import { readMatrixFile, readMatrixText, toMatrixContent } from './index.js';
import { countsSomething } from './structure/counted-words.js';
import { ordinalOf } from './text/ordinals.js';
import { seniorityOf } from './text/seniority.js';

const words = ['constructor', 'valueOf', 'toString', 'hasOwnProperty', '__proto__'];

/** With a group that has no name of its own, a level that refers to another one's, and as codes what a code may be. */
const content: MatrixContent = {
  name: 'constructor',
  reading: 'additive',
  groups: ['soft', 'constructor', 'tostring'],
  groupNames: { tostring: { en: 'toString' } },
  levels: [
    { code: 'valueof', names: ['valueOf'], sameAs: {} },
    { code: 'constructor', names: ['constructor', '__proto__'], sameAs: {} },
    { code: 'top', names: ['hasOwnProperty'], sameAs: { constructor: 'constructor' } },
  ],
  terms: [],
  competencies: ['soft', 'constructor', 'tostring'].flatMap((group) =>
    [0, 1].map((nth) => ({
      id: group === 'constructor' && nth === 0 ? 'constructor' : `${group}-${nth}`,
      group,
      title: { en: `${words[nth]} of ${group}` },
      cells: [{ listedAt: [nth === 0 ? 'valueof' : 'constructor'], statement: { en: `Says ${words[nth + 2]} to ${group}` }, questions: [], evidenceRequired: false, mustHave: false, weight: 1 }],
    })),
  ),
};

const keepsReferences = new Set(['json', 'yaml', 'markdown']);

const inForce = (matrix: MatrixContent) =>
  matrix.levels.map(({ code, names }) => [names.join(' / '), inForceAt(matrix, code).map(({ competency: { group, title }, cell }) => JSON.stringify([group, title, cell.statement])).sort()]);

describe('a matrix of such words', () => {
  it('has in force what its lists say, and by reference what another level’s say', () => {
    const ofThatGroup = content.levels.map(({ code }) => inForceAt(content, code).flatMap(({ competency: { group }, cell }) => (group === 'constructor' ? [cell.statement['en']] : [])));
    const [first, second] = ['Says toString to constructor', 'Says hasOwnProperty to constructor'];
    expect(ofThatGroup).toEqual([[first], [first, second], [first, second]]);
  });

  it.each(Object.entries(exportFormats).filter(([name]) => name !== 'html'))('comes back from %s', (name, { write, extension }) => {
    const written = write({ matrix: 'm', version: 1, status: 'published', changedAt: '2026-11-28T10:00:00.000Z', languages: ['en'], content });
    const again = toMatrixContent(readMatrixFile({ bytes: Buffer.from(written), name: `m.${extension}` }), { name: content.name });
    expect(inForce(again)).toEqual(inForce(content));
    if (keepsReferences.has(name)) expect(again.levels.map(({ sameAs }) => Object.keys(sameAs))).toEqual([[], [], ['constructor']]);
  });

  it('is read from a text', () => {
    const text = ['valueOf', 'toString'].flatMap((level) => [`Level ${level}`, 'Soft skills:', '1. Asks', 'Constructor:', `1. Says ${level}`, '2. hasOwnProperty', '']).join('\n');
    const { matrix } = readMatrixText(text);
    expect([matrix.groups, matrix.levels.map(({ names }) => names[0])]).toEqual([['soft', 'constructor'], ['valueOf', 'toString']]);
    expect(matrix.competencies.map(({ group, cells }) => [group, cells.map(({ statement }) => Object.values(statement)[0])])).toEqual([
      ['soft', ['Asks']],
      ['constructor', ['Says valueOf']],
      ['constructor', ['hasOwnProperty']],
      ['constructor', ['Says toString']],
    ]);
  });

  it('is read from a tree in which only some branches have them', () => {
    const text = '[{"level":"Junior","competency":"Git","statement":"Commits","constructor":"Why not"},{"level":"Senior","competency":"Git","statement":"Merges"}]';
    expect(JSON.stringify(readMatrixFile({ bytes: Buffer.from(text), name: 'm.json' }))).not.toContain('native code');
  });
});

it.each(words)('"%s" is no number, no seniority, no software with versions, and no format', (word) => {
  expect([ordinalOf(word), seniorityOf(word), countsSomething(word, 3)]).toEqual([undefined, undefined, false]);
  const text = 'Junior\nSoft skills:\n1. Asks\nSenior\nSoft skills:\n1. Leads';
  expect(readMatrixFile({ bytes: Buffer.from(text), name: `ladder.${word}` }).matrix.levels.map(({ names }) => names[0])).toEqual(['Junior', 'Senior']);
});

it.each(words.slice(0, 4))('"%s" in the front matter is told as what it is not', (word) => {
  const text = `---\n"${word}": Ours\nname: Ladder\n---\n\n# Ladder\n\n## Junior\n\n### Soft skills\n\n- Asks\n\n## Senior\n\n### Soft skills\n\n- Leads\n`;
  const { anomalies } = readMatrixFile({ bytes: Buffer.from(text), name: 'm.md' });
  expect(anomalies.map(({ message }) => message)).toEqual(expect.arrayContaining([expect.stringContaining(`"${word}" of the front matter is no part of a matrix`)]));
});
