import { readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { setupI18n } from '@lingui/core';
import { compileMessage } from '@lingui/message-utils/compileMessage';

import type { Grade } from '../explanation/grade-view.js';
import { answered, gradeOf } from '../explanation/grade.fixture.js';
import { sentenceOf } from './sentence.js';

/** @param called what an organisation calls groups. */
function sayer(language: 'en' | 'ru', called: Readonly<Record<string, string>> = { craft: 'Craft' }) {
  const messagesIn = (file: string) => JSON.parse(readFileSync(new URL(`../../../i18n/${language}/${file}.json`, import.meta.url), 'utf8')) as Record<string, string>;
  const messages = { ...messagesIn('page-parts'), ...messagesIn('later/grade') };
  const i18n = setupI18n({ locale: language, messages: { [language]: Object.fromEntries(Object.entries(messages).map(([name, message]) => [name, compileMessage(message)])) } });
  const list = new Intl.ListFormat(language, { type: 'conjunction' });
  return (grade: Grade) => sentenceOf(grade, { t: (id, values) => i18n._(id, values), list: (parts) => list.format(parts), groupName: (group) => called[group] ?? messages[`group.${group}`] ?? group });
}

const inEnglish = sayer('en');
const inRussian = sayer('ru');

describe('why a grade is what it is, in a sentence', () => {
  it('the target is reached with everything, or with enough of it', () => {
    const all = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 9 }), hard: answered({ met: 14 }) });
    expect(inEnglish(all)).toBe('Senior, because everything Senior expects is met.');
    expect(inRussian(all)).toBe('Senior, потому что выполнено всё, что ожидается на уровне Senior.');
    const enough = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 8, missed: 1 }), hard: answered({ met: 14 }) });
    expect(inEnglish(enough)).toBe('Senior, because enough of what Senior expects is met.');
    expect(inRussian(enough)).toBe('Senior, потому что выполнено достаточно из того, что ожидается на уровне Senior.');
  });

  it('the next level is short by what is missed beyond what it allows, in words up to ten', () => {
    const short = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 6, missed: 3 }), hard: answered({ met: 11, missed: 3 }), below: answered({ met: 6, missed: 1 }) });
    expect(inEnglish(short)).toBe('Middle+, because enough of what Middle+ expects is met, and Senior is short by two soft and one hard.');
    expect(inRussian(short)).toBe('Middle+, потому что выполнено достаточно из того, что ожидается на уровне Middle+, а до Senior не хватает двух софтов и одного харда.');
  });

  it('a group that the organisation calls otherwise is called so', () => {
    const short = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 6, missed: 3 }), hard: answered({ met: 11, missed: 3 }), below: answered({ met: 6, missed: 1 }) });
    expect(sayer('en', { soft: 'Behaviour' })(short)).toContain('and Senior is short by 2 of “Behaviour” and one hard.');
    expect(sayer('ru', { hard: 'Техника' })(short)).toContain('а до Senior не хватает двух софтов и 1 из группы «Техника».');
  });

  it.each([
    [1, 'одного харда', 'one hard'],
    [4, 'четырёх хардов', 'four hard'],
    [10, 'десяти хардов', 'ten hard'],
    [11, '11 хардов', '11 hard'],
    [21, '21 харда', '21 hard'],
    [22, '22 хардов', '22 hard'],
    [101, '101 харда', '101 hard'],
  ])('%i beyond what is allowed: %s, %s', (n, russian, english) => {
    const short = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 9 }), hard: answered({ met: 1, missed: n + 2 }), mayMiss: { hard: 2 } });
    expect(inRussian(short)).toContain(`не хватает ${russian}.`);
    expect(inEnglish(short)).toContain(`is short by ${english}.`);
  });

  it('tells must-haves, be it the only one, all, or some of what is missing', () => {
    const only = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 8, missedMustHave: 1 }), hard: answered({ met: 14 }) });
    expect(inEnglish(only)).toContain('and Senior is short by one soft, a must-have.');
    expect(inRussian(only)).toContain('а до Senior не хватает одного софта, и он обязательный.');
    const all = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 7, missedMustHave: 2 }), hard: answered({ met: 14 }) });
    expect(inEnglish(all)).toContain('two soft, all of them must-haves.');
    expect(inRussian(all)).toContain('двух софтов, и все они обязательные.');
    const some = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 8, missedMustHave: 1 }), hard: answered({ met: 9, missed: 5 }) });
    expect(inEnglish(some)).toContain('one soft and three hard, one of them a must-have.');
    expect(inRussian(some)).toContain('одного софта и трёх хардов, из них один обязательный.');
  });

  it('the current level itself is missed: the level below it, or none', () => {
    const down = gradeOf({ current: 'Middle+', target: 'Middle+', grade: 'Junior+', soft: answered({ met: 4, missed: 3 }), hard: answered({ met: 13 }) });
    expect(inEnglish(down)).toBe('Junior+, because Middle+, the current level, is short by two soft.');
    expect(inRussian(down)).toBe('Junior+, потому что на текущем уровне, Middle+, не хватает двух софтов.');
    const none = gradeOf({ current: 'Junior', target: 'Junior', grade: null, soft: answered({ met: 2, missed: 2 }), hard: answered({ met: 7 }) });
    expect(inEnglish(none)).toBe('No level, because Junior, the current level, is short by one soft.');
    expect(inRussian(none)).toBe('Без уровня, потому что на текущем уровне, Junior, не хватает одного софта.');
  });

  it('somebody who has no level yet', () => {
    const none = gradeOf({ current: null, target: 'Junior', grade: null, soft: answered({ met: 2, missed: 2 }), hard: answered({ met: 4, missed: 3 }) });
    expect(inEnglish(none)).toBe('No level yet, because Junior is short by one soft and two hard.');
    expect(inRussian(none)).toBe('Уровня пока нет, потому что до Junior не хватает одного софта и двух хардов.');
    const entry = gradeOf({ current: null, target: 'Junior', soft: answered({ met: 4 }), hard: answered({ met: 7 }) });
    expect(inEnglish(entry)).toBe('Junior, because everything Junior expects is met.');
  });

  it('a cell that only stands is not "everything"', () => {
    const stands = gradeOf({ current: 'Middle+', target: 'Middle+', soft: answered({ met: 6, stands: 1 }), hard: answered({ met: 13 }) });
    expect(inEnglish(stands)).toBe('Middle+, because enough of what Middle+ expects is met.');
  });

  it('set by hand: both are told, what was set and what the answers gave', () => {
    const asked = { current: 'Middle+', target: 'Senior', soft: answered({ met: 6, missed: 3 }), hard: answered({ met: 14 }), below: answered({ met: 6, missed: 1 }) } as const;
    expect(inEnglish(gradeOf({ ...asked, calibrated: 'Senior' }))).toBe('Senior: calibrated from Middle+ to Senior. The answers alone gave: Middle+, because enough of what Middle+ expects is met, and Senior is short by two soft.');
    expect(inRussian(gradeOf({ ...asked, calibrated: 'Senior' }))).toMatch(/^Senior: калибровка изменила грейд с Middle\+ на Senior\. По одним ответам вышло бы: Middle\+, потому что/);
    expect(inEnglish(gradeOf({ ...asked, calibrated: null }))).toMatch(/^No level: calibrated from Middle\+ to no level\./);
    expect(inRussian(gradeOf({ ...asked, calibrated: null }))).toMatch(/^Без уровня: калибровка изменила грейд с Middle\+ на «без уровня»\./);
    const none = { current: 'Junior', target: 'Junior', grade: null, soft: answered({ met: 2, missed: 2 }), hard: answered({ met: 7 }), calibrated: 'Junior' } as const;
    expect(inEnglish(gradeOf(none))).toMatch(/^Junior: calibrated from no level to Junior\. The answers alone gave: No level, because/);
    expect(inRussian(gradeOf(none))).toMatch(/^Junior: калибровка изменила грейд с «без уровня» на Junior\./);
  });

  it('a grade of the demo, as the server told it', () => {
    const demo = JSON.parse(readFileSync(new URL('../explanation/demo-grade.fixture.json', import.meta.url), 'utf8')) as Grade;
    expect(inEnglish(demo)).toBe('No level yet, because Junior is short by one soft and two hard, one of them a must-have.');
    expect(inRussian(demo)).toBe('Уровня пока нет, потому что до Junior не хватает одного софта и двух хардов, из них один обязательный.');
  });

  it('groups of another matrix are called as the organisation calls them', () => {
    const other = gradeOf({ current: 'Middle+', target: 'Senior', soft: answered({ met: 6, missed: 3 }), hard: answered({ met: 14 }), groups: { soft: 'craft', hard: 'hard' } });
    expect(inEnglish(other)).toContain('Senior is short by 2 of “Craft”.');
    expect(inRussian(other)).toContain('до Senior не хватает 2 из группы «Craft».');
  });
});
