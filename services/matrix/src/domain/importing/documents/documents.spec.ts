import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import fc from 'fast-check';

import { escaped } from '../../exporting/page/markdown.js';
import { readMatrixFile, toPreviewJson, type PreviewJson } from '../index.js';
import { blocksOf } from './blocks.js';

const previewOf = (text: string, name?: string): PreviewJson => toPreviewJson(readMatrixFile({ bytes: Buffer.from(text), name }));

function refusalOf(text: string): unknown {
  try {
    readMatrixFile({ bytes: Buffer.from(text), name: 'x.md' });
  } catch (error) {
    if (error instanceof DomainError) return error.details['errors'];
    throw error;
  }
  return 'none';
}

describe('the words of Markdown', () => {
  const textOf = (line: string) => blocksOf(line).map((block) => ('words' in block ? block.words.text : block.is === 'heading' ? block.text : block.is));

  it.each([
    ['*em* **strong** ~~gone~~ `code`', 'em strong gone code'],
    ['a [link](http://x.example "t") and <http://y.example>', 'a link and http://y.example'],
    ['1\\. not a list \\*nor em\\*', '1. not a list *nor em*'],
    ['AT&amp;T &lt;b&gt;', 'AT&T <b>'],
    ['one<br>two  \nthree', 'one\ntwo\nthree'],
    ['before ![a picture](x.png) after', 'before  after'],
  ])('%s', (line, words) => expect(textOf(line)).toEqual([words]));

  it('of an entry are those that it begins with, where they are bold and a colon or a dash follows', () => {
    const [colon, inside, dash, none, alone] = blocksOf('- **A**: a\n- **B:** b\n- **C** – c\n- **D** d\n- [ ] **E**\n').map((block) => ('words' in block ? block.words : undefined));
    expect([colon, inside, dash].map((words) => [words?.called, words?.rest])).toEqual([['A', 'a'], ['B', 'b'], ['C', 'c']]);
    expect([none?.called, alone?.called, alone?.rest]).toEqual([undefined, 'E', '']);
  });
});

describe('Markdown without a name', () => {
  it.each([
    ['a table', '| Skill | Junior |\n|---|---|\n| Sawing | Saws |\n'],
    ['front matter', '---\ntitle: Saws\n---\n# Sawing\n\n## Junior\n- Saws\n'],
    ['headings', '# Sawing\n\n## Junior\n- Saws\n\n# Planing\n\n## Junior\n- Planes\n'],
  ])('is known by %s', (_, text) => expect(previewOf(text).format).toBe('markdown'));

  it('is not seen in a text that has a heading or a rule', () => {
    expect(previewOf('# Junior\nSoft skills:\n1. Listens.\n').format).toBe('text');
    expect(previewOf('Level Junior\n---\nSoft skills:\n1. Listens.\n---\n').format).toBe('text');
  });
});

describe('a mapping that a person says of an outline', () => {
  it('reads it where its headings tell nothing', () => {
    const text = '# Wood\n\n## Beginners of wood\n\n- Saws\n\n## Beyond wood\n\n- Planes\n';
    const asked = previewOf(text, 'wood.md');
    expect(asked).toMatchObject({ questions: [{ kind: 'mapping-needed' }], tables: [{ table: 'wood', headers: ['##', 'text'] }] });
    const mapping = [{ table: 'wood', header: 0, columns: [{ is: 'level' as const }, { is: 'statement' as const }] }];
    expect(toPreviewJson(readMatrixFile({ bytes: Buffer.from(text), name: 'wood.md' }, mapping)).levels.map(({ names }) => names)).toEqual([['Beginners of wood'], ['Beyond wood']]);
  });
});

interface Ladder {
  readonly levels: readonly string[];
  readonly competencies: readonly { readonly group: 'Soft skills' | 'Hard skills'; readonly title: string; readonly cells: readonly string[] }[];
}

const words = 'amber brook cedar dune ember fern grove heath iris jade kelp lark moss north oaken pearl quartz river stone thorn'.split(' ');
const phrase = (least: number) =>
  fc.tuple(fc.shuffledSubarray(words, { minLength: least, maxLength: least + 3 }), fc.constantFrom('', ' *', ' _b_', ' a|b', ' `c`', ' <b>', ' # d', ' &amp;', ' 50%', ' [e]', ' \\f')).map(([picked, sign]) => {
    const [first = '', ...rest] = picked;
    return `${first.charAt(0).toUpperCase()}${first.slice(1)} ${rest.join(' ')}${sign} ends`;
  });
const ladders: fc.Arbitrary<Ladder> = fc
  .tuple(
    fc.subarray(['Intern', 'Junior', 'Middle', 'Senior', 'Lead', 'Principal'], { minLength: 2, maxLength: 4 }),
    fc.uniqueArray(phrase(2), { minLength: 2, maxLength: 6 }),
    fc.uniqueArray(phrase(4), { minLength: 24, maxLength: 24 }),
    fc.array(fc.boolean(), { minLength: 6, maxLength: 6 }),
  )
  .map(([levels, titles, statements, soft]) => ({
    levels,
    competencies: titles.map((title, at) => ({ group: soft[at] === true ? ('Soft skills' as const) : ('Hard skills' as const), title, cells: levels.map((_, level) => statements[at * 4 + level] ?? '') })),
  }));

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |\n`;
const table = (headers: readonly string[], rows: readonly (readonly string[])[]) => `${row(headers)}${row(headers.map(() => '---'))}${rows.map((cells) => row(cells.map(escaped))).join('')}\n`;
const shapes: Readonly<Record<string, (ladder: Ladder) => string>> = {
  'a wide table of each group': ({ levels, competencies }) =>
    (['Soft skills', 'Hard skills'] as const)
      .map((group) => competencies.filter((one) => one.group === group))
      .filter((own) => own.length > 0)
      .map((own) => `## ${own[0]?.group ?? ''}\n\n${table(['Skill', ...levels], own.map(({ title, cells }) => [title, ...cells]))}`)
      .join(''),
  'one long table': ({ levels, competencies }) =>
    table(['Group', 'Competency', 'Level', 'Description'], competencies.flatMap(({ group, title, cells }) => cells.map((cell, at) => [group, title, levels[at] ?? '', cell]))),
  'headings, then lists': ({ levels, competencies }) =>
    competencies.map(({ group, title, cells }) => `# ${group}\n\n## ${escaped(title)}\n\n${cells.map((cell, at) => `### ${levels[at] ?? ''}\n\n- ${escaped(cell)}\n`).join('\n')}`).join('\n'),
  'entries below entries': ({ levels, competencies }) =>
    competencies.map(({ group, title, cells }) => `## ${group}\n\n- **${escaped(title)}**\n${cells.map((cell, at) => `  - **${levels[at] ?? ''}**: ${escaped(cell)}\n`).join('')}`).join('\n'),
};

describe.each(Object.entries(shapes))('%s', (_, write) => {
  it('is read back as it was written, whatever signs its words hold', () => {
    fc.assert(
      fc.property(ladders, (ladder) => {
        const read = previewOf(write(ladder), 'ladder.md');
        const inOrder = (one: Ladder['competencies'][number]) => [one.group.startsWith('Soft') ? 'soft' : 'hard', one.title, one.cells.join(' / ')].join(': ');
        expect(read.levels.map(({ names }) => names)).toEqual(ladder.levels.map((level) => [level]));
        expect(read.competencies.map(({ group, title, cells }) => [group, title, cells.map(({ statement }) => statement).join(' / ')].join(': ')).sort()).toEqual(ladder.competencies.map(inOrder).sort());
      }),
      { numRuns: 60 },
    );
  });
});

describe('what is refused', () => {
  it.each([
    ['lists in lists', Array.from({ length: 40 }, (_, at) => `${'  '.repeat(at)}- a\n`).join(''), 15, /nest deeper/],
    ['quotations in quotations', `a\n\n${'> '.repeat(1_000)}a\n`, 3, /nest deeper/],
    ['too many lines', '- a\n'.repeat(100_001), 100_001, /more than 100000 lines/],
    ['a table of too many cells', `|${'a|'.repeat(60)}\n|${'-|'.repeat(60)}\n${`|${'a|'.repeat(60)}\n`.repeat(3_400)}`, 3_335, /more than 200000 cells/],
    ['a front matter that never ends', `---\n${'a: b\n'.repeat(20_000)}`, 1, /not closed/],
    ['aliases of aliases in the front matter', `---\na: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 5 }, (_, at) => `${'bcdef'[at]}: &${'bcdef'[at]} [${`*${'abcde'[at]}, `.repeat(9)}*${'abcde'[at]}]`).join('\n')}\n---\n- Saws\n`, 1, /aliases/],
  ])('%s', (_, text, line, detail) => {
    const refused = refusalOf(text);
    expect(refused).toEqual([expect.objectContaining({ line, detail: expect.stringMatching(detail) })]);
  });

  it('or else read, whatever the signs: nothing but a refusal is ever thrown', () => {
    const line = fc.oneof(fc.constantFrom('# Junior', '## Senior', '### Testing', '- a', '  - b', '| a | b |', '|---|---|', '---', '> q', '```', '<!--', '-->', '**Junior**', '- **A**: b', '1. c', '\tcode', '![p](q)', '[x]: y', '===', '', '* * *', '\u0000'), fc.string());
    fc.assert(
      fc.property(fc.array(line, { maxLength: 25 }), (lines) => {
        try {
          toPreviewJson(readMatrixFile({ bytes: Buffer.from(lines.join('\n')), name: 'x.md' }));
        } catch (error) {
          if (!(error instanceof DomainError)) throw error;
          expect(error.code).toBe('import-unreadable');
        }
      }),
      { numRuns: 300 },
    );
  });
});
