import { describe, expect, it } from '@jest/globals';

import { catalogueEntry } from '../../catalogue/catalogue.js';
import { awkward } from '../matrix.fixture.js';
import { toHtml } from './html.js';
import { toMarkdown } from './markdown.js';

describe('Markdown', () => {
  it('escapes what texts contain, and says where a language lacks', () =>
    expect(toMarkdown(awkward)).toBe(`# Bakers \\& \\<b\\>"Co"\\</b\\>

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
    - @who
- **Master**
  - \\- Hears\\
    \\# everything \\| \\*now\\*
  - Слышит, "всё"

## Hard skills

### Kneads

- **Apprentice**
  - שלום dough
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

  it('names the level that a group is taken from', () => expect(page).toContain('<th scope="col">Master<br><small>the same as Baker / Пекарь</small></th>'));

  it('speaks one language where one is asked for, and marks a text of another', () => {
    const russian = toHtml({ ...awkward, languages: ['ru'] });
    expect(russian).toContain('<html lang="ru">');
    expect(russian).toContain('<h2>Харды</h2>');
    expect(russian).toContain('<p class="text instead" lang="en" dir="auto">שלום dough</p>');
    expect(russian).not.toContain('Both_hands');
  });

  it('opens and closes each tag, for the matrix of the catalogue as well', () => {
    for (const html of [page, toHtml({ ...awkward, content: catalogueEntry('python-developer').content })]) {
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
