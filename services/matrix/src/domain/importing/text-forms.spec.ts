import { describe, expect, it } from '@jest/globals';

import { grid } from './grid.fixture.js';
import { previewOf } from './index.js';

const kinds = (text: string) => previewOf(text).anomalies.map(({ kind, line, column }) => `${kind} ${line}:${column}`);
const at = (text: string, kind: string, place: string) => `${kind} 1:${text.lastIndexOf(place) + 1}`;
const lines = (...all: string[]) => all.join('\n');

describe('lists', () => {
  it.each([
    ['numbers with stops', '1. Learns fast.\n2. Asks early.'],
    ['numbers with brackets', '1) Learns fast\n2) Asks early'],
    ['numbers with both', '1.) Learns fast;\n2.) Asks early;'],
    ['dashes', '- Learns fast\n- Asks early'],
    ['long dashes', '— Learns fast;\n— Asks early.'],
    ['dots', '• Learns fast\n• Asks early'],
    ['stars', '* Learns fast\n* Asks early'],
    ['indented stars', '   * Learns fast\n   * Asks early'],
    ['lines alone', 'Learns fast\nAsks early'],
    ['blank lines between', '1. Learns fast.\n\n2. Asks early.\n'],
    ['numbers without a space', '1.Learns fast.\n2.Asks early.'],
    ['numbers in bold', '**1.** Learns fast\n**2.** Asks early'],
    ['ticks', '✅ Learns fast\n✅ Asks early'],
    ['dashes before numbers', '- 1. Learns fast\n- 2. Asks early'],
  ])('with %s', (_, list) => {
    expect(
      grid(
        `Level Junior\nSoft skills:\n${list}\nHard skills:\n${list.replaceAll('Learns fast', 'Uses Git').replaceAll('Asks early', 'Writes SQL')}`,
      ),
    ).toEqual(['Junior | soft: Learns fast; Asks early | hard: Uses Git; Writes SQL']);
  });

  it.each([
    ['numbers', '1. Learns fast. 2. Asks early.'],
    ['numbers with brackets', '1) Learns fast; 2) Asks early;'],
    ['numbers, a stop missing', '1. Learns fast 2. Asks early'],
    ['dots', '• Learns fast • Asks early'],
    ['dashes', '- Learns fast. - Asks early.'],
    ['numbers and semicolons', '1. Learns fast; 2. asks early'],
    ['semicolons alone', 'Learns fast; asks early.'],
  ])('on one line, with %s', (_, list) => {
    expect(grid(`Level Junior Soft skills: ${list} Hard skills: 1. Uses Git.`).map((level) => level.replace('; asks', '; Asks'))).toEqual([
      'Junior | soft: Learns fast; Asks early | hard: Uses Git',
    ]);
  });

  it.each([
    'Works with Python 3. x and up',
    'Works with Python 3. Knows Python 2. Migrates',
    'Runs one-2-one meetings',
    'Knows HTTP/2. Knows HTTP/3. Uses both',
    'Scales to over 5. 000 users',
    'Has 3.5 years of practice',
    'Compares (1) and (2), and 1) to 2)',
    'Runs Kubernetes 1.29 and 1.30',
    'Is in the Top 10. Stays there',
    'Knows the rules of 2024. Applies them',
    'Names 3 patterns, e.g. MVC, and 2 more',
    'Knows Node.js, ASP.NET and Socket.IO',
    'Explains (see 2. Below) all',
    'Reads C and C++, up to level 2. Writes C#',
  ])('keep numbers inside a statement: %s', (statement) => {
    expect(grid(`Level Junior Hard skills: 1. First. 2. ${statement}. 3. Third. 4. Fourth.`)).toEqual([
      `Junior | soft:  | hard: First; ${statement}; Third; Fourth`,
    ]);
    expect(grid(`Level Junior\nHard skills:\n1. First\n2. ${statement}\n3. Third\n4. Fourth\n`)).toEqual([
      `Junior | soft:  | hard: First; ${statement}; Third; Fourth`,
    ]);
  });

  it('keep bullets under a statement in it', () => {
    const text = lines('Level Junior', 'Hard skills:', '1. Knows Python:', '   - types', '   - loops', '2. Uses Git', '- Writes SQL');
    expect(grid(text)).toEqual(['Junior | soft:  | hard: Knows Python: - types - loops; Uses Git; Writes SQL']);
  });

  it('keep a wrapped line in its statement', () => {
    const text = lines(
      'Level Junior',
      'Hard skills:',
      '1. Knows Python and',
      '   its libraries',
      '2. Uses Git',
      'and its hooks',
      '',
      'Level Senior',
      'Hard skills:',
      '1. Leads',
    );
    expect(grid(text)[0]).toBe('Junior | soft:  | hard: Knows Python and its libraries; Uses Git and its hooks');
  });

  it('go on with the numbers of the group before', () => {
    const text = 'Level Junior Soft skills: 1. Learns fast. 2. Asks early. Hard skills: 3. Uses Git. 4. Writes SQL.';
    expect(grid(text)).toEqual(['Junior | soft: Learns fast; Asks early | hard: Uses Git; Writes SQL']);
    expect(kinds(text)).toEqual([]);
  });

  it.each([
    ['skips', '1. Uses Git. 2. Writes SQL. 4. Knows REST.', '4.'],
    ['repeats', '1. Uses Git. 2. Writes SQL. 2. Knows REST.', '2. Knows'],
    ['restarts', '1. Uses Git. 2. Writes SQL. 1. Knows REST. 2. Knows Go.', '1. Knows'],
    ['begins late', '2. Uses Git. 3. Writes SQL. 4. Knows REST.', '2.'],
  ])('whose numbering %s keep every statement and say so', (_, list, place) => {
    const text = `Level Junior Hard skills: ${list}`;
    expect(grid(text)[0]).toContain('Uses Git; Writes SQL; Knows REST');
    expect(kinds(text)).toEqual([at(text, 'numbering-gap', place)]);
  });

  it('all numbered "1." are all read', () => {
    expect(grid('Level Junior\nHard skills:\n1. Uses Git\n1. Writes SQL\n1. Knows REST')).toEqual([
      'Junior | soft:  | hard: Uses Git; Writes SQL; Knows REST',
    ]);
  });
});

describe('headings', () => {
  it.each([
    ['Уровень', 'Уровень Стажёр', 'Стажёр'],
    ['Level', 'Level Intern', 'Intern'],
    ['Level with a colon', 'Level: Intern', 'Intern'],
    ['a title with a colon', 'Level Intern:', 'Intern'],
    ['Markdown', '## Level Intern', 'Intern'],
    ['bold', '**Level Intern**', 'Intern'],
    ['numbers', '1. Level Intern', 'Intern'],
    ['Грейд', 'Грейд 7', '7'],
    ['Grade', 'Grade L3', 'L3'],
    ['capitals', 'УРОВЕНЬ INTERN', 'INTERN'],
    ['two names', 'Level Intern/Trainee', 'Intern + Trainee'],
    ['a title of several words', 'Level Tech Lead', 'Tech Lead'],
    ['a modifier', 'Level Strong Junior', 'Strong Junior'],
    ['signs apart', 'Level Middle +', 'Middle+'],
    ['quotes', 'Уровень «Стажёр»', 'Стажёр'],
    ['no word for level', '## Middle+', 'Middle+'],
    ['no word for level, a colon', 'Senior:', 'Senior'],
    ['и', 'Уровень Джун и Мидл', 'Джун + Мидл'],
    ['a number and a name', 'Level 2 - Senior', '2 - Senior'],
    ['a remark', 'Level Python Developer (Junior)', 'Python Developer (Junior)'],
    ['a comma', 'Grade Staff, Principal', 'Staff + Principal'],
  ])('with %s', (_, heading, names) => {
    expect(grid(`${heading}\nSofts:\n1. Learns fast\nHards:\n1. Uses Git`)).toEqual([`${names} | soft: Learns fast | hard: Uses Git`]);
  });

  it.each([
    ['Софты', 'Харды'],
    ['СОФТЫ', 'ХАРДЫ'],
    ['Софт скиллы', 'Хард скиллы'],
    ['Софт-скилы', 'Хард-скилы'],
    ['Soft skills', 'Hard skills'],
    ['Soft-skills', 'Hard-skills'],
    ['Softs', 'Hards'],
    ['Soft', 'Hard'],
    ['Гибкие навыки', 'Жёсткие навыки'],
    ['Личностные компетенции', 'Профессиональные компетенции'],
    ['Гибкие навыки', 'Технические навыки'],
    ['Soft skills', 'Technical skills'],
    ['Behavioural competencies', 'Technical competencies'],
    ['Софты (личные)', 'Харды (по профессии)'],
  ])('of groups: %s and %s', (soft, hard) => {
    const expected = ['Junior | soft: Learns fast | hard: Uses Git', 'Senior | soft: Leads | hard: Designs'];
    expect(grid(`Level Junior ${soft}: 1. Learns fast.${hard}: 1. Uses Git.Level Senior${soft}: 1. Leads.${hard}: 1. Designs.`)).toEqual(
      expected,
    );
    expect(
      grid(`Level Junior\n${soft}\n1. Learns fast\n${hard}\n1. Uses Git\nLevel Senior\n### ${soft}\n- Leads\n### ${hard}\n- Designs`),
    ).toEqual(expected);
    expect(
      grid(`Level Junior ${hard}: 1. Uses Git. ${soft}: 1. Learns fast. Level Senior: ${hard}: 1. Designs. ${soft}: 1. Leads.`),
    ).toEqual(expected);
  });

  it('are not found inside statements', () => {
    const text =
      'Level Junior Soft skills: 1. Grows soft skills: empathy. 2. High-Level design. 3. Level design. 4. Level of detail. Hard skills: 1. Knows hard skills. 2. Уровень ответственности растёт. Level Senior Soft skills: 1. Leads.';
    expect(grid(text)).toEqual([
      'Junior | soft: Grows soft skills: empathy; High-Level design; Level design; Level of detail | hard: Knows hard skills; Уровень ответственности растёт',
      'Senior | soft: Leads | hard: ',
    ]);
  });

  it('of levels on one line without groups', () => {
    const text = 'Level Junior: 1. Uses Git. 2. Writes SQL. Level Senior. 1. Designs.';
    expect(grid(text)).toEqual(['Junior | soft:  | hard: Uses Git; Writes SQL', 'Senior | soft:  | hard: Designs']);
    expect(kinds(text)).toEqual(['group-assumed 1:18', 'group-assumed 1:60']);
    expect(previewOf(text).questions.map((question) => question.kind)).toEqual(['groups-missing']);
  });

  it('asks about a level that one group lacks between others, as where its heading is misspelt', () => {
    const soft = 'Soft skills\n\nJunior\n- Listens\nMiddle\n- Leads a workshop\nSenior\n- Mentors\n\n';
    const hard = (middle: string) => `${soft}Hard skills\n\nJunior\n- Draws wireframes\n${middle}\n- Builds a library\nSenior\n- Owns the system\n`;
    const [question] = previewOf(hard('Middel')).questions;
    expect(question?.kind).toBe('level-missing-in-group');
    expect(question?.message).toContain('Middle (hard)');
    expect(previewOf(hard('Middle')).questions).toEqual([]);
  });

  it('of one level', () => expect(grid('Уровень Junior Харды: 1. Знает Git.')).toEqual(['Junior | soft:  | hard: Знает Git']));

  it('a level named twice is one level, and said to be', () => {
    const text = 'Level Junior Softs: 1. Learns. Level Senior Softs: 1. Leads. Level Junior Hards: 1. Uses Git.';
    expect(grid(text)).toEqual(['Junior | soft: Learns | hard: Uses Git', 'Senior | soft: Leads | hard: ']);
    expect(kinds(text)).toEqual([at(text, 'duplicate-level', 'Level Junior')]);
  });

  it.each([
    ['Level Senior Hards: 1. A. Level Middle Hards: 1. B. Level Junior Hards: 1. C.', ['levels-reversed']],
    ['Level 3 Hards: 1. A. Level 2 Hards: 1. B. Level 1 Hards: 1. C.', ['levels-reversed']],
    ['Level Junior Hards: 1. A. Level Senior Hards: 1. B. Level Middle Hards: 1. C.', ['levels-out-of-order']],
    ['Level Junior Hards: 1. A. Level Middle- Hards: 1. B. Level Middle Hards: 1. C. Level Middle+ Hards: 1. D.', []],
    ['Level Ruby Hards: 1. A. Level Amber Hards: 1. B.', []],
  ])('in another order keep it, and the preview asks: %s', (text, asked) => {
    expect(previewOf(text).questions.map((question) => question.kind)).toEqual(asked);
  });
});

describe('groups by reference', () => {
  const before = 'Level Senior Softs: 1. Leads. Hards: 1. Uses Git. 2. Designs. Level Lead ';
  it.each([
    'Softs: 1. Leads. Hards: Hards of Senior and Lead do not differ.',
    'Softs: 1. Leads. Hards: the same as Senior.',
    "Softs: 1. Leads. Hards are the same as Senior's.",
    'Softs: 1. Leads. Hards: Same hard skills as for the Senior level.',
    'Softs: 1. Leads. Hards: see Senior.',
    'Softs: 1. Leads. Hards: as at the previous level.',
    'Softs: 1. Leads. Hards: Senior.',
    'Softs: 1. Leads. Hards: 1. Same as Senior.',
    'Softs: 1. Leads. Hards:\n- Same as Senior',
    'Hards: identical to Senior. Softs: 1. Leads.',
    'Hards: as for Senior. Softs: 1. Leads.',
    'Softs: 1. Leads. Харды Senior и Lead не отличаются.',
    'Softs: 1. Leads. Харды: те же, что у Senior.',
    'Softs: 1. Leads. Харды: такие же как у сеньора.',
    'Softs: 1. Leads. Харды: как у Senior.',
    'Softs: 1. Leads. Харды: аналогично уровню Senior.',
  ])('%s', (lead) => {
    expect(grid(before + lead)).toEqual([
      'Senior | soft: Leads | hard: Uses Git; Designs',
      'Lead | soft: Leads | hard =Senior: Uses Git; Designs',
    ]);
    expect(kinds(before + lead)).toEqual([]);
    expect(previewOf(before + lead).levels[1]?.groups.hard).toEqual({ own: 0, inForce: 2, sameAs: 'Senior' });
  });

  it('with Russian names, declined', () => {
    expect(grid('Уровень Младший Харды: 1. Знает Git. Уровень Старший Харды: такие же, как у младшего.')).toEqual([
      'Младший | soft:  | hard: Знает Git',
      'Старший | soft:  | hard =Младший: Знает Git',
    ]);
  });

  it('of both groups, and of references', () => {
    const text =
      'Level Senior Softs: 1. Leads. Hards: 1. Uses Git. Level Lead Everything is the same as for Senior. Level Head Softs: as Lead. Hards: 1. Buys.';
    expect(grid(text)).toEqual([
      'Senior | soft: Leads | hard: Uses Git',
      'Lead | soft =Senior: Leads | hard =Senior: Uses Git',
      'Head | soft =Lead: Leads | hard: Buys',
    ]);
  });

  it('in Russian, without the current level, with a fleeting vowel', () => {
    expect(grid('Уровень Новичок Харды: 1. Git. Уровень Мастер Харды: Харды Новичка и Мастера не отличаются.')[1]).toBe(
      'Мастер | soft:  | hard =Новичок: Git',
    );
  });

  it.each(['Mentors Senior colleagues in the same team', 'Same languages as Senior, in depth'])(
    'are not seen in a statement: %s',
    (statement) => {
      expect(grid(`${before}Hards: 1. ${statement}.`)[1]).toBe(`Lead | soft:  | hard: ${statement}`);
    },
  );

  it('to a level that is not there are named, and the group stays empty', () => {
    const text = `${before}Softs: 1. Leads. Hards: same as Principal.`;
    expect(grid(text)[1]).toBe('Lead | soft: Leads | hard: ');
    expect(kinds(text)).toEqual([at(text, 'unassigned-text', 'same as')]);
  });

  it('are no references where the level has a list of its own', () => {
    const text = `${before}Softs: 1. Leads. Hards: same as Senior. 1. Mentors.`;
    expect(grid(text)[1]).toBe('Lead | soft: Leads | hard: Mentors');
    expect(kinds(text)).toEqual([at(text, 'unassigned-text', 'same as')]);
  });
});

describe('additive lists', () => {
  const senior = (list: string) => `Level Junior Hards: 1. Uses Git. 2. Writes SQL. Level Senior Hards: ${list}`;
  it.each([
    'All of the above, and: 1. Designs.',
    'Everything from the previous level plus: 1. Designs.',
    'Everything from Junior, plus 1. Designs.',
    '1. All of the above. 2. Designs.',
    '1. All of the above and Designs.',
    'In addition to the previous level: 1. Designs.',
    'Всё перечисленное выше, а также: 1. Designs.',
    'Плюс к предыдущему уровню: 1. Designs.',
    'Same as Junior, plus: 1. Designs.',
    '1. Всё перечисленное выше, а также Designs.',
  ])('where the text says so: %s', (list) => {
    const preview = previewOf(senior(list));
    expect(preview.reading).toBe('additive');
    expect(grid(senior(list))[1]).toBe('Senior | soft:  | hard: Uses Git; Writes SQL; Designs');
    expect(preview.anomalies).toEqual([]);
  });

  it('for the whole text, from a sentence before the levels', () => {
    expect(previewOf(`Each level includes everything of the previous one. ${senior('1. Designs.')}`).reading).toBe('additive');
  });

  it.each(['1. Designs.', '1. Knows all of the above. 2. Designs.', '1. In addition to code, writes docs.'])('and only there: %s', (list) =>
    expect(previewOf(senior(list)).reading).toBe('complete'),
  );
});

describe('what belongs nowhere', () => {
  it.each([
    ['a preamble', 'Matrix of Python developers. Level Junior Hards: 1. Uses Git. 2. Writes SQL.', '1:1'],
    ['a last sentence', 'Level Junior Hards: 1. Uses Git. 2. Writes SQL. Approved by the CTO.', '1:49'],
    ['a last line', 'Level Junior\nHards:\n1. Uses Git\n2. Writes SQL\n\nApproved by the CTO', '6:1'],
    ['a last line, right below', 'Level Junior\nHards:\n1. Uses Git\n2. Writes SQL\nApproved by the CTO', '5:1'],
    ['a description', 'Level Junior\nWorks under guidance.\nHards:\n1. Uses Git\n2. Writes SQL', '2:1'],
    ['a lead', 'Level Junior Hards: what we expect: 1. Uses Git. 2. Writes SQL.', '1:21'],
    ['an unknown heading', 'Level Junior\nHards:\n1. Uses Git\nDatabases:\n1. Writes SQL', '4:1'],
  ])('%s is said, with its place', (_, text, place) => {
    expect(grid(text)).toEqual(['Junior | soft:  | hard: Uses Git; Writes SQL']);
    expect(kinds(text).filter((kind) => kind.startsWith('unassigned'))).toEqual([`unassigned-text ${place}`]);
  });

  it.each([
    ['a remark behind a title', 'Level Senior — works alone, mostly. Hards: 1. Uses Git.', 'works'],
    [
      'a sentence behind a reference',
      'Level Senior Hards: 1. Uses Git. Level Lead Hards: same as Senior. Reviewed yearly by HR.',
      'Reviewed',
    ],
  ])('%s is said, with its place', (_, text, place) => {
    expect(grid(text).every((level) => level.endsWith(': Uses Git'))).toBe(true);
    expect(kinds(text)).toEqual([at(text, 'unassigned-text', place)]);
  });

  it('is not a second sentence of a statement, where statements have several', () => {
    expect(grid('Level Junior Hards: 1. Uses Git. Knows hooks. 2. Writes SQL. Reads plans.')).toEqual([
      'Junior | soft:  | hard: Uses Git. Knows hooks; Writes SQL. Reads plans',
    ]);
  });

  it('counts columns after a byte order mark and lines at Windows ends', () => {
    expect(kinds('\ufeffLevel Junior\r\nHards: 1.Uses Git.\r\n')).toEqual(['missing-space 2:10']);
  });
});

describe('terms', () => {
  it.each([
    [
      'Multitasking means switching between projects (from 2 – optimal, up to 5 – maximum).',
      'Multitasking',
      [
        ['optimal', 2],
        ['maximum', 5],
      ],
    ],
    [
      'Multitasking — the term means switching between projects. 2 is optimal, 5 the limit.',
      'Multitasking',
      [
        ['optimal', 2],
        ['limit', 5],
      ],
    ],
    [
      'By multitasking we mean switching: two projects are optimal and five are the limit.',
      'multitasking',
      [
        ['optimal', 2],
        ['limit', 5],
      ],
    ],
    ['The term "Multitasking" refers to switching.', 'Multitasking', []],
    [
      'Multitasking is understood as switching (optimum: 2; limit: 5).',
      'Multitasking',
      [
        ['optimum', 2],
        ['limit', 5],
      ],
    ],
    [
      'Под многозадачностью понимается переключение (от 2-х - оптимально, не более 5).',
      'Многозадачность',
      [
        ['оптимально', 2],
        ['не более', 5],
      ],
    ],
    [
      'Многозадачность - в термин вкладывается переключение (от 2х - оптимально, до 5ти - максимально).',
      'Многозадачность',
      [
        ['оптимально', 2],
        ['максимально', 5],
      ],
    ],
    ['Термин «Многозадачность» означает переключение.', 'Многозадачность', []],
    ['ОС — это обратная связь.', 'ОС', []],
  ])('%s', (sentence, word, bounds) => {
    const preview = previewOf(`Level Junior Softs: 1. Learns. 2. Многозадачность. ${sentence}`);
    expect(preview.terms).toEqual([{ word, definition: sentence, measure: bounds.map(([label, value]) => ({ label, value })) }]);
    expect(preview.competencies.map((one) => one.title)).toEqual(['Learns', 'Многозадачность']);
    expect(preview.anomalies).toEqual([]);
  });
});
