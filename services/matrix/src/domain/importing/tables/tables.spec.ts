import { describe, expect, it } from '@jest/globals';

import { readMatrixFile, toMatrixContent, toPreviewJson, type Mapping, type PreviewJson } from '../index.js';

const read = (text: string, name = 'ladder.csv', mapping?: Mapping) => readMatrixFile({ bytes: Buffer.from(text), name }, mapping);
const preview = (text: string, name?: string, mapping?: Mapping): PreviewJson => toPreviewJson(read(text, name, mapping));
const cellsOf = ({ competencies }: PreviewJson) =>
  competencies.map(({ group, title, cells }) => [group, title, ...cells.map(({ levels, statement }) => `${levels.join('+')}: ${statement}`)]);

describe('a table of levels', () => {
  it('as columns: groups and competencies carry down, a later statement raises, an equal one and a reference carry', () => {
    const seen = preview(
      'Area,Skill,Junior,Middle,Senior\nTechnical,Testing,Writes unit tests,Writes integration tests,Sets the strategy\n,Review,Reads reviews,Reviews others,same as Middle\nPeople,Feedback,Takes it,Takes it,"- Gives it\n- Seeks it"\n',
    );
    expect(seen.levels.map(({ names }) => names)).toEqual([['Junior'], ['Middle'], ['Senior']]);
    expect(cellsOf(seen)).toEqual([
      ['hard', 'Testing', 'Junior: Writes unit tests', 'Middle: Writes integration tests', 'Senior: Sets the strategy'],
      ['hard', 'Review', 'Junior: Reads reviews', 'Middle+Senior: Reviews others'],
      ['people', 'Feedback', 'Junior+Middle: Takes it', 'Senior: Gives it; Seeks it'],
    ]);
    expect(seen.levels[0]?.groups).toMatchObject({ hard: { own: 2 }, people: { own: 1 }, soft: { own: 0 } });
    expect(seen.anomalies).toEqual([]);
  });

  it('as columns, of which some are called as levels only here', () => {
    const levelsOf = (header: string): (string | undefined)[] => preview(`${header}\nListening,Lets people finish,Names the feeling,Teaches others to listen\n`).levels.map(({ names }) => names[0]);
    expect(levelsOf('Skill,Helper,Junior,Senior')).toEqual(['Helper', 'Junior', 'Senior']);
    expect(levelsOf('What we do,Junior,Solver,Senior')).toEqual(['Junior', 'Solver', 'Senior']);
    expect(preview('Skill,Owner,Junior,Senior\nListening,Ann,Names the feeling,Teaches others to listen\n').levels).toHaveLength(2);
  });

  it('as columns, with what is told of each level beside it', () => {
    const seen = preview('Category,Skill,Description,Level 1,Level 1 examples,Level 2,Signals (Level 2),Level 2 examples (en)\nCraft,Planing,What it is,Planes a shelf,"Shelf A\nShelf B",Planes a table,No marks,Table\n');
    expect(seen.levels.map(({ names }) => names[0])).toEqual(['Level 1', 'Level 2']);
    expect(seen.competencies.map(({ group, title, cells }) => [group, title, ...cells.map(({ statement, examples }) => [statement, examples])])).toEqual([
      ['craft', 'Planing', ['Planes a shelf', ['Shelf A', 'Shelf B']], ['Planes a table', ['No marks', 'Table']]],
    ]);
  });

  it('with signals, which are examples beside what is expected, and what is expected where nothing else is: which, is asked', () => {
    const told = (text: string, mapping?: Mapping) => {
      const seen = preview(text, undefined, mapping);
      return [seen.competencies.map(({ cells }) => cells.map(({ statement, examples }) => [statement, examples])), seen.questions.filter(({ kind }) => kind === 'signals').map(({ message }) => message)];
    };
    const beside = 'Skill,Level,Description,Signals\nPlaning,Junior,Planes a shelf,Asks first\nPlaning,Senior,Planes a table,No marks\n';
    expect(told(beside)).toEqual([[[['Planes a shelf', ['Asks first']], ['Planes a table', ['No marks']]]], ['"Signals" is read as examples of what is expected. If it holds what is expected itself, say so of the column.']]);
    const alone = 'Skill,Level,Signals,Owner\nPlaning,Junior,Asks first what to plane,Ann\nPlaning,Senior,Leaves no marks on the wood,Ann\n';
    expect(told(alone)).toEqual([[[['Asks first what to plane', undefined], ['Leaves no marks on the wood', undefined]]], ['"Signals" is read as what is expected. If it holds examples of it, say so of the column.']]);
    expect(told('Skill,Signals (Level 1),Signals (Level 2)\nPlaning,Asks first,No marks\n')[0]).toEqual([[['Asks first', undefined], ['No marks', undefined]]]);
    expect(told('Skill,Level,What we look for,Signals\nPlaning,Junior,Planes a shelf,Asks first\nPlaning,Senior,Planes a table,No marks\n')[0]).toEqual([[['Planes a shelf', ['Asks first']], ['Planes a table', ['No marks']]]]);
    const mapping: Mapping = [{ table: 'ladder', header: 1, columns: [{ is: 'competency' }, { is: 'level' }, { is: 'ignore' }, { is: 'statement' }] }];
    expect(told(beside, mapping)).toEqual([[[['Asks first', undefined], ['No marks', undefined]]], []]);
  });

  it('as rows, where each repeats what its competency is', () =>
    expect(cellsOf(preview('Theme,Area,Description,Level,Expectation\nWood,Planing,What planing is,Junior,Planes a shelf\nWood,Planing,What planing is,Senior,Planes a table\n'))).toEqual([['wood', 'Planing', 'Junior: Planes a shelf', 'Senior: Planes a table']]));

  it('as rows, in whatever order the rows are: levels are sorted where each tells its rank', () => {
    const seen = preview('Category\tCompetency\tLevel\tDescription\nCraft\tTesting\tL1\tTests\nCraft\tTesting\tL3\tLeads testing\nCraft\tDesign\tL2\tDesigns\n', 'x.tsv');
    expect(seen.levels.map(({ names }) => names[0])).toEqual(['L1', 'L2', 'L3']);
    expect(cellsOf(seen)).toEqual([
      ['craft', 'Testing', 'L1: Tests', 'L3: Leads testing'],
      ['craft', 'Design', 'L2: Designs'],
    ]);
    expect(seen.questions.map(({ kind }) => kind)).toEqual(['cells-blank']);
  });

  it('as rows, and competencies as columns', () => {
    const seen = preview('Level,Craft,Impact\nEngineer I,Learns,Own tasks\nEngineer II,Knows,Features\n');
    expect(cellsOf(seen)).toEqual([
      ['hard', 'Craft', 'Engineer I: Learns', 'Engineer II: Knows'],
      ['hard', 'Impact', 'Engineer I: Own tasks', 'Engineer II: Features'],
    ]);
  });

  it('with group names on rows of their own, in Russian, by semicolons', () => {
    const seen = preview('Навык;Джун;Мидл\nХард-скиллы;;\nSQL;пишет select;пишет join\nСофт-скиллы;;\nОбратная связь;просит;даёт\n');
    expect(seen.language).toBe('ru');
    expect(cellsOf(seen)).toEqual([
      ['hard', 'SQL', 'Джун: пишет select', 'Мидл: пишет join'],
      ['soft', 'Обратная связь', 'Джун: просит', 'Мидл: даёт'],
    ]);
  });

  it('of marks and of scores', () => {
    expect(cellsOf(preview('Skill,Junior,Senior\nGit,✓,✓\nSQL,,x\nDocker,1,3\nVim,-,no\n'))).toEqual([
      ['hard', 'Git', 'Junior+Senior: Git'],
      ['hard', 'SQL', 'Senior: SQL'],
      ['hard', 'Docker', 'Junior: Docker: 1', 'Senior: Docker: 3'],
    ]);
  });

  it('with columns of questions, evidence and must-haves', () => {
    const { competencies } = preview('Skill,Level,Description,Questions,Evidence,Must have\nLearning,Junior,Learns fast,"What was learned?\nHow was it used?",yes,no\nLearning,Senior,Teaches (Whom?),,,yes\n');
    expect(competencies[0]?.cells).toMatchObject([
      { questions: ['What was learned?', 'How was it used?'], evidenceRequired: true, mustHave: true },
      { statement: 'Teaches', questions: ['Whom?'], evidenceRequired: false, mustHave: true },
    ]);
  });

  it('under a title and a header of two rows, with both languages side by side', () => {
    const seen = preview('Our ladder,,,,\n,Junior,,Senior,\nCompetency,ru,en,ru,en\nFeedback,Принимает,Takes it,Учит,\n');
    expect(seen.languages).toEqual(['ru', 'en']);
    expect(seen.competencies[0]?.cells.map(({ statement, statements }) => [statement, statements])).toEqual([
      ['Принимает', { en: 'Takes it' }],
      ['Учит', undefined],
    ]);
    expect(seen.questions.map(({ kind }) => kind)).toContain('translations-missing');
  });

  it('pasted as plain text is known by its content; a list with commas stays a list', () => {
    expect(preview('Skill\tJunior\tSenior\nSQL\tselects\ttunes\n', 'pasted.txt').format).toBe('csv');
    expect(preview('Level Junior\nHard skills:\n- SQL, Git\n- Docker, Linux\n', 'list.txt').format).toBe('text');
  });

  it('names what it does not take', () => {
    const { anomalies } = preview('Skill,Junior,Senior,Owner\nSQL,selects,tunes,Mary Ann\n');
    expect(anomalies).toMatchObject([{ kind: 'unassigned-text', line: 2, column: 4 }]);
  });

  it('is refused where a cell holds what is no text', () => {
    expect(() => preview('Skill,Junior\nSQL,sel\u0000ects\n')).toThrow(/line 2.*U\+0000/);
  });

  it('tells where a row stands though cells hold line breaks', () => {
    const { anomalies } = preview('Skill,Junior\nSQL,"selects\nand joins"\nGit,=HYPERLINK(1)\n');
    expect(anomalies).toMatchObject([{ kind: 'formula', line: 4, column: 2 }]);
  });
});

describe('a mapping that a person says', () => {
  const text = 'Thing;Step;Says;Auf Deutsch\nSawing;Erste;saws;sägt\nSawing;Zweite;teaches;lehrt\n';
  const columns: Mapping[number]['columns'] = [{ is: 'competency' }, { is: 'level' }, { is: 'statement', language: 'en' }, { is: 'statement', language: 'de' }];

  it('is what the table is read by', () => {
    const content = toMatrixContent(read(text, 'x.csv', [{ table: 'x', header: 1, columns }]), { name: 'X' });
    expect(content.levels.map(({ names }) => names[0])).toEqual(['Erste', 'Zweite']);
    expect(content.competencies[0]?.cells.map(({ statement }) => statement)).toEqual([
      { en: 'saws', de: 'sägt' },
      { en: 'teaches', de: 'lehrt' },
    ]);
  });

  it('keeps both languages through a split and under another tag', () => {
    const mapped = read('Skill,Level,en,ru\nA,L1,Saws,Пилит\nA,L2,Saws,Пилит\n', 'x.csv');
    const content = toMatrixContent(mapped, { name: 'X', language: 'en-GB', corrections: [{ kind: 'split', competency: 'a', level: 'L2' }] });
    expect(content.competencies.map(({ cells }) => cells[0]?.statement)).toEqual([
      { 'en-GB': 'Saws', ru: 'Пилит' },
      { 'en-GB': 'Saws', ru: 'Пилит' },
    ]);
  });

  it('may ignore what is there; a level of the whole table goes for every row', () => {
    const seen = preview('a,b\nSaws,x\nPlanes,y\n', 'x.csv', [{ table: 'x', header: 1, level: 'Junior', group: 'Softs', columns: [{ is: 'statement' }] }]);
    expect(cellsOf(seen)).toEqual([
      ['soft', 'Saws', 'Junior: Saws'],
      ['soft', 'Planes', 'Junior: Planes'],
    ]);
  });
});

describe('what is told beside a statement', () => {
  it('has columns of its own: examples, antipatterns, guidance, a measure, a weight, evidence and must-haves', () => {
    const seen = preview(
      'Skill,Level,Description,Examples,Red flags,Guidance,Measure,Weight,Evidence,Must-have\nPlanning,Junior,Plans a day,"- Writes a list\n- Asks first",Guesses,When?,optimum: 2; limit: 5,"1,5",yes,yes\n',
    );
    expect(seen.competencies[0]?.cells).toMatchObject([
      { examples: ['Writes a list', 'Asks first'], antipatterns: ['Guesses'], questions: ['When?'], measure: [{ label: 'optimum', value: 2 }, { label: 'limit', value: 5 }], weight: 1.5, evidenceRequired: true, mustHave: true },
    ]);
    expect(seen.anomalies).toEqual([]);
  });

  it('pairs by language, and goes for each level of its row', () => {
    const content = toMatrixContent(read('Skill,Junior,Examples (en),Examples (ru),Senior\nSawing,Saws,A board,Доска,Teaches\n'), { name: 'X' });
    expect(content.competencies[0]?.cells.map(({ examples }) => examples)).toEqual([[{ en: 'A board', ru: 'Доска' }], [{ en: 'A board', ru: 'Доска' }]]);
  });

  it('that is neither a measure nor a weight is named by its cell, and not taken', () => {
    const seen = preview('Skill,Level,Description,Measure,Weight\nPlanning,Junior,Plans,a lot,-1\n');
    expect(seen.anomalies).toMatchObject([{ kind: 'unassigned-text', line: 2, column: 4 }, { kind: 'unassigned-text', line: 2, column: 5 }]);
    expect(seen.competencies[0]?.cells[0]).toMatchObject({ measure: undefined, weight: undefined });
  });
});
