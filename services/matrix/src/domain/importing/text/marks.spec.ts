import { describe, expect, it } from '@jest/globals';

import { withoutClosingStop } from '../meaning/statement.js';
import { withPlainMarks } from './plain-marks.js';

describe('marks that the list reader does not know, each as long as what it was', () => {
  it.each([
    ['an emoji before two lines in turn', '👉 Git\n👉 SQL', '•  Git\n•  SQL'],
    ['an emoji before every item of a line', 'Softs: 🔹 asks 🔹 learns', 'Softs: •  asks •  learns'],
    ['an emoji before a heading', '🟢 Junior\n👉 Git\n👉 SQL\n🟡 Middle', '   Junior\n•  Git\n•  SQL\n   Middle'],
    ['an emoji within a statement', '- Likes 🐍 and snakes', '- Likes 🐍 and snakes'],
    ['ticks, which it knows', '✅ Git\n✅ SQL', '✅ Git\n✅ SQL'],
    ['numbers in boxes', '1\ufe0f\u20e3 Git\n2\ufe0f\u20e3 SQL', '1.  Git\n2.  SQL'],
    ['bullets of a word processor', '\uf0b7\tGit\no\tSQL', '•\tGit\n•\tSQL'],
    ['an e-mail that was answered', '> Junior\n>> 1. Git\n>\n> 2. SQL', '  Junior\n   1. Git\n \n  2. SQL'],
    ['a comparison at the start of a line', 'Hards:\nGit\n> 3 years of Go\nSQL', 'Hards:\nGit\n> 3 years of Go\nSQL'],
  ])('%s', (_, text, plain) => {
    expect(withPlainMarks(text)).toBe(plain);
    expect(plain).toHaveLength(text.length);
  });
});

it('takes marks within marks off a statement, and no more of a line of them, which would take as long as its length squared', () => {
  expect(withoutClosingStop('**__Git__**')).toBe('Git');
  expect(withoutClosingStop(`${'**'.repeat(20)}Git${'**'.repeat(20)}`)).toBe(`${'**'.repeat(12)}Git${'**'.repeat(12)}`);
});
