import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';

import { catalogue } from '../../catalogue/catalogue.js';
import { contentHash } from '../../content-hash.js';
import { toJson } from '../../exporting/lossless/json.js';
import { toYaml } from '../../exporting/lossless/yaml.js';
import { anyMatrix, awkward } from '../../exporting/matrix.fixture.js';
import { readMatrixFile, toMatrixContent, toPreviewJson, type Mapping, type PreviewJson } from '../index.js';

const read = (text: string, name: string, mapping?: Mapping) => readMatrixFile({ bytes: Buffer.from(text), name }, mapping);
const preview = (text: string, name = 'ladder.yaml', mapping?: Mapping): PreviewJson => toPreviewJson(read(text, name, mapping));
const ofJson = (value: unknown, mapping?: Mapping) => preview(JSON.stringify(value), 'ladder.json', mapping);
const cellsOf = ({ competencies }: PreviewJson) =>
  competencies.map(({ group, title, cells }) => [group, title, ...cells.map(({ levels, statement }) => `${levels.join('+')}: ${statement}`)]);
const refusal = (text: string, name = 'x.yaml') => {
  try {
    return preview(text, name);
  } catch (error) {
    return error as { code: string; message: string; details: { errors: { line: number; column: number; cell?: string; detail: string }[] } };
  }
};

const testing = [['hard', 'Testing', 'Junior: Tests units', 'Senior: Tests systems'], ['hard', 'SQL', 'Junior: Selects', 'Senior: Tunes']];

describe('the same ladder, however it is nested', () => {
  it.each<[string, unknown]>([
    ['competencies by name, levels by name', { Testing: { Junior: 'Tests units', Senior: 'Tests systems' }, SQL: { Junior: 'Selects', Senior: 'Tunes' } }],
    ['a list of competencies, levels by name', { name: 'Ladder', skills: [{ name: 'Testing', levels: { Junior: 'Tests units', Senior: 'Tests systems' } }, { name: 'SQL', levels: { Junior: 'Selects', Senior: 'Tunes' } }] }],
    ['a list of competencies, a list of levels', { competencies: [{ title: 'Testing', levels: [{ level: 'Junior', description: 'Tests units' }, { level: 'Senior', description: 'Tests systems' }] }, { title: 'SQL', levels: [{ level: 'Junior', description: 'Selects' }, { level: 'Senior', description: 'Tunes' }] }] }],
    ['a row for each', [{ skill: 'Testing', level: 'Junior', text: 'Tests units' }, { skill: 'Testing', level: 'Senior', text: 'Tests systems' }, { skill: 'SQL', level: 'Junior', text: 'Selects' }, { skill: 'SQL', level: 'Senior', text: 'Tunes' }]],
    ['levels by name, a list of competencies', { Junior: { skills: [{ name: 'Testing', description: 'Tests units' }, { name: 'SQL', description: 'Selects' }] }, Senior: { skills: [{ name: 'Testing', description: 'Tests systems' }, { name: 'SQL', description: 'Tunes' }] } }],
    ['a list of levels, competencies by name', { matrix: { levels: [{ name: 'Junior', competencies: { Testing: { text: 'Tests units' }, SQL: { text: 'Selects' } } }, { name: 'Senior', competencies: { Testing: { text: 'Tests systems' }, SQL: { text: 'Tunes' } } }] } }],
    ['levels by name, competencies by name', { Junior: { Testing: 'Tests units', SQL: 'Selects' }, Senior: { Testing: 'Tests systems', SQL: 'Tunes' } }],
    ['a list of names with one key each', [{ Testing: { Junior: 'Tests units', Senior: 'Tests systems' } }, { SQL: { Junior: 'Selects', Senior: 'Tunes' } }]],
  ])('%s', (_, value) => {
    const seen = ofJson(value);
    expect(seen.levels.map(({ names }) => names[0])).toEqual(['Junior', 'Senior']);
    expect(cellsOf(seen)).toEqual(testing);
    expect(seen.anomalies).toEqual([]);
  });
});

describe('nested values', () => {
  it('with lists under groups under levels are statements of their own', () => {
    const seen = preview('Junior:\n  soft:\n    - Asks\n  hard:\n    - Knows SQL\n    - Knows Git\nSenior:\n  soft:\n    - Asks\n    - Mentors\n  hard:\n    - Tunes SQL\n');
    expect(cellsOf(seen)).toEqual([
      ['soft', 'Asks', 'Junior+Senior: Asks'],
      ['hard', 'Knows SQL', 'Junior: Knows SQL'],
      ['hard', 'Knows Git', 'Junior: Knows Git'],
      ['soft', 'Mentors', 'Senior: Mentors'],
      ['hard', 'Tunes SQL', 'Senior: Tunes SQL'],
    ]);
  });

  it('with groups beside the name of their level', () => {
    const seen = ofJson({ title: 'Ladder', levels: [{ name: 'L1', soft: ['Asks'], hard: ['SQL'] }, { name: 'L2', soft: ['Mentors'], hard: [] }] });
    expect(seen.name).toBe('Ladder');
    expect(cellsOf(seen)).toEqual([['soft', 'Asks', 'L1: Asks'], ['hard', 'SQL', 'L1: SQL'], ['soft', 'Mentors', 'L2: Mentors']]);
  });

  it('with groups by name, above competencies by name of which one has but one', () => {
    const seen = ofJson({ Craft: { Testing: { Junior: 'a' }, SQL: { Junior: 'b' } }, People: { Feedback: { Junior: 'c' } } });
    expect(cellsOf(seen)).toEqual([['craft', 'Testing', 'Junior: a'], ['craft', 'SQL', 'Junior: b'], ['people', 'Feedback', 'Junior: c']]);
  });

  it('with levels in a list, by their place where they have no name', () => {
    const track = (name: string) => ({ displayName: name, category: 'A', description: `About ${name}`, milestones: [{ summary: `${name} with help`, signals: ['Asks', 'Listens'], examples: ['A shelf'] }, { summary: `${name} alone`, signals: ['Plans'], examples: [] }] });
    const seen = ofJson({ tracks: { PLANING: track('Planing'), JOINTS: track('Joints') } });
    expect(cellsOf(seen)).toEqual(['Planing', 'Joints'].map((name) => ['a', name, `Milestone 1: ${name} with help`, `Milestone 2: ${name} alone`]));
    expect(seen.competencies[0]?.cells[0]?.examples).toEqual(['Asks', 'Listens', 'A shelf']);
  });

  it('with levels that have a name beside a key', () =>
    expect(
      ofJson({ levels: [{ id: 'apprentice', title: 'Apprentice', expectations: [{ area: 'Planing', description: 'Planes a shelf' }] }, { id: 'master', title: 'Master', expectations: [{ area: 'Planing', description: 'Planes a table' }] }] }).levels.map(({ names }) => names),
    ).toEqual([['Apprentice'], ['Master']]));

  it('in two languages, questions, evidence and must-haves', () => {
    const seen = ofJson([{ title: { en: 'Learning', ru: 'Учёба' }, level: 'Junior', statement: { en: 'Learns', ru: 'Учится' }, questions: ['What?', 'When?'], evidenceRequired: true, mustHave: false }]);
    expect(seen.languages).toEqual(['en', 'ru']);
    expect(seen.competencies).toMatchObject([{ title: 'Learning', titles: { ru: 'Учёба' }, cells: [{ statement: 'Learns', statements: { ru: 'Учится' }, questions: ['What?', 'When?'], evidenceRequired: true }] }]);
  });

  it('with a language at the top each pair up', () => {
    const seen = ofJson({ en: { Junior: { hard: ['Saws', 'Planes'] } }, ru: { Junior: { hard: ['Пилит', 'Строгает'] } } });
    expect(seen.competencies.map(({ title, titles }) => [title, titles])).toEqual([['Saws', { ru: 'Пилит' }], ['Planes', { ru: 'Строгает' }]]);
  });

  it('that say nothing of their group do not take that of the one before', () => {
    const seen = ofJson([{ skill: 'A', group: 'People', level: 'L1', text: 'a' }, { skill: 'B', level: 'L1', text: 'b' }]);
    expect(seen.competencies.map(({ group }) => group)).toEqual(['people', 'hard']);
  });

  it('are read by the paths that a person maps', () => {
    const value = [{ was: 'Sägen', wann: 'Erste', wer: 'Sägt gerade' }, { was: 'Sägen', wann: 'Zweite', wer: 'Sägt rund' }];
    const first = ofJson(value);
    expect(first).toMatchObject({ questions: [{ kind: 'mapping-needed' }], tables: [{ table: 'ladder', headers: ['/was', '/wann', '/wer'] }] });
    const mapped = ofJson(value, [{ table: 'ladder', header: 0, columns: [{ is: 'competency' }, { is: 'level' }, { is: 'statement', language: 'de' }] }]);
    expect(cellsOf(mapped)).toEqual([['hard', 'Sägen', 'Erste: Sägt gerade', 'Zweite: Sägt rund']]);
  });

  it('that are not taken are named by their path', () => {
    const seen = ofJson({ version: 'second edition', skills: [{ name: 'Testing', owner: 'Mary Ann', levels: { Junior: 'a' } }] });
    expect(seen.anomalies).toMatchObject([{ kind: 'unassigned-text', cell: '/skills/0/owner' }, { kind: 'unassigned-text', cell: '/version' }]);
  });
});

describe('what is told beside a statement in nested values', () => {
  it('is kept: examples, antipatterns, a measure, a weight', () => {
    const seen = ofJson([{ skill: 'Planning', level: 'Junior', text: 'Plans', examples: ['Writes a list', 'Asks'], antipatterns: ['Guesses'], measure: 'limit: 5', weight: 2, mustHave: true, guidance: 'When?' }]);
    expect(seen.competencies[0]?.cells[0]).toMatchObject({ examples: ['Writes a list', 'Asks'], antipatterns: ['Guesses'], measure: [{ label: 'limit', value: 5 }], weight: 2, mustHave: true, questions: ['When?'] });
    expect(seen.anomalies).toEqual([]);
  });
});

describe.each([
  ['json', toJson],
  ['yaml', toYaml],
] as const)('an export of ours in %s', (format, write) => {
  const back = (text: string, name: string) => toMatrixContent(read(text, `export.${format}`), { name });

  it('is read back as it was, without a mapping, whatever its texts', () => {
    fc.assert(
      fc.property(anyMatrix, (content) => {
        fc.pre(!/\\u0000|\\ud[89a-f]/iu.test(JSON.stringify(content)));
        expect(contentHash(back(write(content), content.name))).toBe(contentHash(content));
      }),
    );
  });

  it.each([awkward.content, ...catalogue.map(({ content }) => content)])('is known by its content: $name', (content) => {
    const { source } = readMatrixFile({ bytes: Buffer.from(write(content)) });
    expect(source).toMatchObject({ format, name: content.name });
    expect(contentHash(back(write(content), content.name))).toBe(contentHash(content));
  });

  it('can be corrected like any other', () => {
    const [first] = awkward.content.competencies;
    const content = toMatrixContent(read(write(awkward.content), `x.${format}`), { name: 'X', corrections: [{ kind: 'evidence', competency: first?.id ?? '', required: false }] });
    expect(content.competencies[0]?.cells.map(({ evidenceRequired }) => evidenceRequired)).toEqual([false, false]);
  });

  it('that was broken by hand names what is wrong, and what the model does not have', () => {
    const broken = { ...awkward.content, levels: [...awkward.content.levels, { code: 'No Code', names: [], sameAs: {} }] };
    expect(refusal(JSON.stringify(broken))).toMatchObject({ code: 'import-unreadable', details: { errors: [{ cell: '/levels/3/code' }, { cell: '/levels/3/names' }] } });
    const circle = { ...awkward.content, levels: awkward.content.levels.map((level) => (level.code === 'baker' ? { ...level, sameAs: { hard: 'master' } } : level)) };
    expect(refusal(JSON.stringify(circle))).toMatchObject({ code: 'import-unreadable', details: { errors: expect.arrayContaining([expect.objectContaining({ cell: '/levels/1/sameAs/hard' })]) } });
    expect(preview(JSON.stringify({ ...awkward.content, owner: 'Ann' })).anomalies).toMatchObject([{ kind: 'unassigned-text', cell: '/owner' }]);
  });
});

describe('what is refused', () => {
  it.each([
    ['a list that is never closed', '{"a": [1,\n 2', 'x.json', 2],
    ['a key that is there twice', 'a: x\nb: y\na: z\n', 'x.yaml', 3],
    ['a tag', 'a:\n  - !!js/function "x"\n', 'x.yaml', 2],
    ['several documents', 'a: x\n---\nb: y\n', 'x.yaml', 2],
    ['a key for everything', '{"levels": {"__proto__": {"polluted": "yes"}}}', 'x.json', 1],
    ['a NUL', '{"a": "x",\n"b": "\\u0000"}', 'x.json', 2],
    ['half of a pair', '["x",\n"\\ud800"]', 'x.json', 2],
    ['one value', 'Hello\n', 'x.yaml', 1],
    ['nothing', '', 'x.yaml', 1],
    ['lists in lists', '['.repeat(100_000), 'x.json', 1],
    ['keys in keys', '{"a":'.repeat(100_000), 'x.json', 1],
    ['dashes after dashes', `${'- '.repeat(100_000)}x`, 'x.yaml', 1],
    ['lines below lines', Array.from({ length: 1_000 }, (_, at) => `${' '.repeat(at)}a:`).join('\n'), 'x.yaml', 1],
    ['aliases of aliases', `a: &a [x, x, x, x, x, x, x, x, x, x]\n${Array.from({ length: 9 }, (_, at) => `${'bcdefghij'[at]}: &${'bcdefghij'[at]} [${`*${'abcdefghi'[at]}, `.repeat(9)}*${'abcdefghi'[at]}]`).join('\n')}\n`, 'x.yaml', 1],
    ['a thousand different keys', JSON.stringify({ a: Array.from({ length: 1_000 }, (_, at) => ({ [`level ${at}x`]: { [`k${at}`]: 'x' } })) }), 'x.json', 1],
    ['an anchor in itself', 'a: &a [*a]\n', 'x.yaml', 1],
  ])('%s, at its place', (_, text, name, line) => {
    const refused = refusal(text, name);
    expect(refused).toMatchObject({ code: 'import-unreadable' });
    expect('details' in refused ? refused.details.errors[0]?.line : undefined).toBeGreaterThanOrEqual(line);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('or else read, whatever the tree: nothing but a refusal is ever thrown', () => {
    const key = fc.constantFrom('Junior', 'Senior', 'soft', 'Hard skills', 'name', 'levels', 'skills', 'description', 'en', 'ru', 'constructor', 'toString', '', '*', '/', '~', 'x', 'Testing', 'SQL');
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof({ depthSize: 'medium', withCrossShrink: true }, fc.oneof(fc.string(), fc.integer(), fc.boolean(), fc.constant(null), fc.constantFrom('Junior', 'Does things', '- a\n- b')), fc.array(tie('tree'), { maxLength: 4 }), fc.dictionary(key, tie('tree'), { maxKeys: 5 })),
    }));
    fc.assert(
      fc.property(tree, (value) => {
        const seen = refusal(JSON.stringify(value), 'x.json');
        if ('details' in seen) expect(seen.code).toBe('import-unreadable');
        else expect(seen.competencies.length === 0).toBe(seen.questions.some(({ kind }) => kind === 'mapping-needed'));
      }),
      { numRuns: 500 },
    );
  });
});
