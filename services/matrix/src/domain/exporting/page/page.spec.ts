import { describe, expect, it } from '@jest/globals';

import { catalogueEntry } from '../../catalogue/catalogue.js';
import { awkward } from '../matrix.fixture.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';

const { content } = awkward;
const [listening, kneading] = content.competencies;
if (listening === undefined || kneading === undefined) throw new Error('the example has two competencies');
const more = { examples: [{ en: 'Rye', ru: 'Рожь' }], antipatterns: [{ ru: 'Спешит' }], measure: [{ label: 'в день', labels: { en: 'a day' }, value: 5 }] };
/** With a group that has a name in one language, and a cell that tells all that a cell may. */
const told: typeof awkward = {
  ...awkward,
  content: { ...content, groupNames: { hard: { ru: 'Ремесло <1>' } }, competencies: [listening, { ...kneading, cells: kneading.cells.map((cell) => ({ ...cell, ...more })) }] },
};

describe('what a cell may tell beside its statement, and what a group is called', () => {
  it('stands on the page, and where it lacks the language, says so', () => {
    const english = { ...told, languages: ['en'] };
    expect(toHtml(english)).toContain('<h2 class="instead" lang="ru" dir="auto">Ремесло &lt;1&gt;</h2>');
    expect(toHtml(english)).toContain('<small>For example:</small><ul><li><p class="text" lang="en" dir="auto">Rye</p></li></ul><small>Not like this:</small><ul><li><p class="text instead" lang="ru" dir="auto">Спешит</p></li></ul><small>a day 5</small>');
    expect(toMarkdown(english)).toContain('## \\[ru\\] Ремесло \\<1\\>');
    expect(toMarkdown(english)).toContain('  - For example:\n    - Rye\n  - Not like this:\n    - \\[ru\\] Спешит\n  - a day 5\n');
  });
});

describe('Markdown', () => {
  it('escapes what texts contain, and says where a language lacks', () =>
    expect(toMarkdown(awkward)).toBe(`---
languages: ["en","ru"]
levels: ["Apprentice","Baker / Пекарь","Master"]
---

# Bakers \\& \\<b\\>"Co"\\</b\\>

Version 3, published.

- **Master**: Hard skills — the same as Baker / Пекарь

## Soft skills

### Listens 👂🏽 / Слушает

- **Apprentice, Baker / Пекарь** (demands evidence, must-have)
  - \\=HYPERLINK("http://evil")
  - \\+7 \\<script\\>alert(1)\\</script\\>
    - When?\\
      1\\. Really?
    - Когда?
    - \\[en\\] @who
- **Master**
  - \\- Hears\\
    \\# everything \\| \\*now\\*
  - Слышит, "всё"

## Hard skills

### \\[en\\] Kneads

- **Apprentice**
  - \\[en\\] שלום dough
- **Baker / Пекарь, Master**
  - Both\\_hands \\& \\\`feet\\\`
  - Обеими

## Terms

- **Sponge / Опара** (hours 4)
  - Liquid dough
  - Жидкое тесто
`));

  it('tells in another language what it lacks in the one that was asked for', () =>
    expect(toMarkdown({ ...awkward, languages: ['ru'] })).toContain('  - \\[en\\] שלום dough'));
});

describe('the page to print', () => {
  const page = toHtml(awkward);

  it('has no markup but its own, and no script', () => {
    expect(page).not.toMatch(/<script|<b>|<img| on\w+=/);
    expect(page).toContain('<title>Bakers &amp; &lt;b&gt;&quot;Co&quot;&lt;/b&gt;</title>');
    expect(page).toContain('<p class="text" lang="ru" dir="auto">+7 &lt;script&gt;alert(1)&lt;/script&gt;</p>');
  });

  it('lets a cell span the levels at which it holds', () =>
    expect(page).toContain(
      '<tr><th scope="row"><p class="text instead" lang="en" dir="auto">Kneads</p></th>'.replace(' instead', '') +
        '<td><p class="text" lang="en" dir="auto">שלום dough</p></td>' +
        '<td colspan="2"><p class="text" lang="en" dir="auto">Both_hands &amp; `feet`</p><p class="text" lang="ru" dir="auto">\tОбеими</p></td></tr>',
    ));

  it('names the level that a cell is taken from, in a cell of its own, as Markdown does', () => {
    const referring = { ...awkward, languages: ['en'], content: { ...content, competencies: [{ ...listening, cells: listening.cells.slice(0, 1), sameAs: { master: 'apprentice' } }, kneading] } };
    expect(toHtml(referring)).toContain('<td><small>the same as Apprentice</small><p class="text" lang="en"');
    expect(toHtml(referring)).toContain('<td colspan="2"><p class="text" lang="en" dir="auto">=HYPERLINK');
    expect(toMarkdown(referring)).toContain('- **Apprentice, Baker / Пекарь** (demands evidence, must-have)');
    expect(toMarkdown(referring)).toContain('\n- **Master** — the same as Apprentice\n');
  });

  it('takes no cell from a level because of what every object has', () => {
    const levels = content.levels.map((level) => (level.code === 'master' ? { ...level, code: 'constructor' } : level));
    const [cell] = kneading.cells;
    if (cell === undefined) throw new Error('the example has cells');
    const everywhere = { ...cell, listedAt: levels.map(({ code }) => code).filter((code) => code !== 'baker') };
    const referring = { ...awkward, languages: ['en'], content: { ...content, levels: levels.map((level) => ({ ...level, sameAs: {} })), competencies: [{ ...kneading, cells: [everywhere], sameAs: { baker: 'apprentice' } }] } };
    expect(toHtml(referring).match(/<small>the same as/gu)).toHaveLength(1);
    expect(toMarkdown(referring)).toContain('- **Apprentice, Master**');
  });

  it('calls a group by its code, also one that every object has something by, and takes it from no level', () => {
    const building = { ...awkward, content: { ...content, groups: ['soft', 'constructor'], competencies: [listening, { ...kneading, group: 'constructor' }] } };
    for (const languages of [['en'], ['ru']]) {
      expect(toMarkdown({ ...building, languages })).toContain('\n## constructor\n');
      expect(toHtml({ ...building, languages })).toContain('dir="auto">constructor</h2>');
      expect(toHtml({ ...building, languages })).not.toMatch(/<small>(?:the same as|как на уровне)/);
    }
    const named = { ...building, content: { ...building.content, groupNames: { soft: { en: 'People' } } } };
    expect(toMarkdown({ ...named, languages: ['en'] })).toContain('\n## constructor\n');
  });

  it('names the level that a group is taken from', () => expect(page).toContain('<th scope="col">Master<br><small>the same as Baker / Пекарь</small></th>'));

  it('speaks one language where one is asked for, and marks a text of another', () => {
    const russian = toHtml({ ...awkward, languages: ['ru'] });
    expect(russian).toContain('<html lang="ru">');
    expect(russian).toContain('<h2 lang="ru" dir="auto">Харды</h2>');
    expect(russian).toContain('<p class="text instead" lang="en" dir="auto">שלום dough</p>');
    expect(russian).not.toContain('Both_hands');
  });

  it('opens and closes each tag, for the matrix of the catalogue as well', () => {
    for (const html of [page, toHtml(told), toHtml({ ...awkward, content: catalogueEntry('python-developer').content })]) {
      const open: string[] = [];
      for (const [, end, name = ''] of html.matchAll(/<(\/?)([a-z][a-z0-9]*)[^>]*>/g)) {
        if (['meta', 'br'].includes(name)) continue;
        if (end === '') open.push(name);
        else expect(open.pop()).toBe(name);
      }
      expect(open).toEqual([]);
    }
  });
});
