import { describe, expect, it } from '@jest/globals';
import { slugOf } from '@rung/matrix-model';

import { previewOf } from './index.js';
import { demandsEvidence } from './meaning/evidence.js';
import { namesIn } from './text/seniority.js';

const cellOf = (item: string) => {
  const cell = previewOf(`Level Junior Hards: 1. ${item} 2. Other.`).competencies[0]?.cells[0];
  return [cell?.statement, cell?.questions];
};

describe('a statement', () => {
  it.each([
    ['Learns (What? How?).', 'Learns', ['What?', 'How?']],
    ['Learns.(What have you learned?).', 'Learns', ['What have you learned?']],
    ['Learns (What?) every day.', 'Learns every day', ['What?']],
    ['Learns (Python, Go).', 'Learns (Python, Go)', []],
    ['Learns (Python, Go) (What?).', 'Learns (Python, Go)', ['What?']],
    ['Learns (What (and how)? Why?).', 'Learns', ['What (and how)?', 'Why?']],
    ['Learns (open.', 'Learns (open', []],
    ['Learns (What? How?.', 'Learns', ['What?', 'How?']],
    ['Learns;', 'Learns', []],
    ['Learns, etc.', 'Learns, etc.', []],
    ['Учится и т.д.', 'Учится и т.д.', []],
    ['Learns!', 'Learns!', []],
    ['Learns (Tell about it? With examples).', 'Learns', ['Tell about it?', 'With examples']],
  ])('%s', (item, statement, questions) => expect(cellOf(item)).toEqual([statement, questions]));
});

describe('evidence is demanded', () => {
  it.each([
    'Желание учиться которое подтверждается делом',
    'Желание учиться, подтверждённое примерами',
    'Умение учиться, подтверждено на деле',
    'Подтверждённый опыт наставничества',
    'Лидерство, доказанное делами',
    'Доказано на практике умение вести проект',
    'Умение договариваться, подкреплённое примерами',
    'Умение учиться (подтвердить делом)',
    'Рост, подтверждаемый реальными проектами',
    'Learning, proven by deeds',
    'A wish to learn that is backed by evidence',
    'Mentoring, demonstrated with examples',
    'Ownership confirmed by real examples',
    'Learning, backed up by deeds',
    'Learning, evidenced by finished projects',
    'Learns (evidence required)',
  ])('by "%s"', (statement) => expect(demandsEvidence(statement)).toBe(true));

  it.each([
    'Наставничество с понятным результатом',
    'Заметный результат работы',
    'Visible results',
    'Умение доказывать свою точку зрения',
    'Подтверждает договорённости письменно',
    'Умение показать результат заказчику',
    'Delivers proven results',
    'Tests its hypotheses, and shows results',
    'Умение работать с подтверждением заказов',
    'Примеры кода в документации',
    'Works by example',
    'Не требует подтверждения делом',
  ])('not by "%s"', (statement) => expect(demandsEvidence(statement)).toBe(false));
});

describe('the names in a title', () => {
  it.each([
    ['Junior+ Middle-', ['Junior+', 'Middle-']],
    ['Senior/Lead', ['Senior', 'Lead']],
    ['Senior / Lead', ['Senior', 'Lead']],
    ['Джун, Мидл и Сеньор', ['Джун', 'Мидл', 'Сеньор']],
    ['Junior (Джун)', ['Junior', 'Джун']],
    ['Tech Lead', ['Tech Lead']],
    ['Strong Junior', ['Strong Junior']],
    ['Ведущий разработчик', ['Ведущий разработчик']],
    ['Middle +', ['Middle+']],
    ['7', ['7']],
  ])('%s', (title, names) => expect(namesIn(title)).toEqual(names));
});

describe('ids', () => {
  it.each([
    ['Знание C++ и CI/CD', 'znanie-c-plus-plus-i-ci-cd'],
    ['Uses C#', 'uses-c-sharp'],
    ['Чтение, щедрость; объём', 'chtenie-shchedrost-obem'],
    ['Café "naïve"', 'cafe-naive'],
    ['日本語', ''],
  ])('%s', (words, id) => expect(slugOf(words)).toBe(id));

  it('are unique, and do not change with the rest of the text', () => {
    const ids = (text: string) => previewOf(text).competencies.map((competency) => competency.id);
    expect(ids('Level Junior Softs: 1. Uses C. Hards: 1. Uses C. 2. 日本語.')).toEqual([
      'uses-c',
      'uses-c-2',
      expect.stringMatching(/^competency-[a-z0-9]+$/),
    ]);
    expect(ids('Level Junior Hards: 1. New one. 2. Uses C.')).toEqual(['new-one', 'uses-c']);
  });

  it('of levels tell their signs', () => {
    expect(
      previewOf('Level Middle- Hards: 1. A. Level Middle Hards: 1. B. Level Middle+ Hards: 1. C.').levels.map((level) => level.names[0]),
    ).toEqual(['Middle-', 'Middle', 'Middle+']);
  });
});
