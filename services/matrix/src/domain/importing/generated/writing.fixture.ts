// Writes a matrix down as people do: on one line, a line per group, a line per item, or wrapped at a width.
import type { Dice } from './dice.fixture.js';
import { groups, type Group, type Model, type Statement } from './model.fixture.js';

export interface Style {
  readonly layout: 'one' | 'groups' | 'wrapped' | 'lines';
  readonly mark: '1.' | '1)' | '(1)' | '№' | '1.\t' | 'a)' | '•' | '-' | '*' | '👉' | '';
  readonly numbering: 'anew' | 'by level' | 'on and on';
  readonly stop: '.' | ';' | '';
  readonly missingStops: number;
  readonly missingSpaces: boolean;
  readonly skips: boolean;
  readonly heading: 'word' | 'word:' | 'bare' | '##' | '## word' | '**' | 'bare:';
  readonly word: string;
  readonly joiner: string;
  readonly names: Readonly<Record<Group, string>>;
  readonly hardsFirst: boolean;
  readonly windows: boolean;
  readonly byteOrderMark: boolean;
}

export function randomStyle(dice: Dice, { language, kind }: Model): Style {
  const ru = language === 'ru';
  const layout = dice.of<Style['layout']>('one', 'one', 'groups', 'wrapped', 'lines', 'lines', 'lines');
  const inLine = layout !== 'lines';
  const mark = inLine ? dice.of<Style['mark']>('1.', '1.', '1)', '(1)', '•', 'a)') : dice.of<Style['mark']>('1.', '1)', '(1)', '•', '-', '*', '', '1.\t', '№', '👉');
  const numbered = /1|№/u.test(mark);
  const [soft, hard] = ru
    ? dice.of(['Софты', 'Харды'], ['Soft skills', 'Hard skills'], ['Гибкие навыки', 'Технические навыки'], ['Софт-скиллы', 'Хард-скиллы'], ['Мягкие навыки', 'Профессиональные навыки'])
    : dice.of(['Soft skills', 'Hard skills'], ['Softs', 'Hards'], ['SOFT SKILLS', 'HARD SKILLS'], ['Behavioural skills', 'Technical skills']);
  const bare = inLine ? (['bare'] as const) : (['bare', 'bare:', '##', '## word', '**'] as const);
  return {
    layout,
    mark,
    numbering: numbered ? dice.of<Style['numbering']>('anew', 'anew', 'by level', 'on and on') : 'anew',
    stop: inLine ? (mark === '•' || mark === 'a)' ? dice.of<Style['stop']>('.', ';') : '.') : dice.of<Style['stop']>('.', ''),
    missingStops: inLine && (mark === '1.' || mark === '•') ? dice.of(0, 0, 0.2) : 0,
    missingSpaces: layout === 'one' && kind === 'seniority' && dice.chance(0.4),
    skips: numbered && dice.chance(0.1),
    heading: kind === 'number' ? dice.of<Style['heading']>('word', 'word:') : dice.of<Style['heading']>('word', 'word', 'word:', ...bare),
    word: ru ? dice.of('Уровень', 'Грейд') : dice.of('Level', 'Grade'),
    joiner: dice.of(' ', '/', ' / ', ', ', ru ? ' и ' : ' and '),
    names: { soft: soft ?? '', hard: hard ?? '' },
    hardsFirst: dice.chance(0.15),
    windows: dice.chance(0.3),
    byteOrderMark: dice.chance(0.2),
  };
}

/** @returns the text, and whether its numbering has a gap */
export function written(dice: Dice, model: Model, style: Style): { text: string; gap: boolean } {
  const { layout, stop } = style;
  let count = 0;
  let gap = false;
  const itemOf = (statement: Statement, at: number, of: number, misspelled: string | undefined): string => {
    count += 1;
    if (style.skips && !gap && at > 0 && at === of - 1 && style.numbering === 'anew') {
      count += 1;
      gap = true;
    }
    const asked = statement.questions.length > 0 ? ` (${statement.questions.join(' ')})` : '';
    const last = at === of - 1;
    // two slips at once, a number left out and no stop before it, are no list that anybody could read
    const end = !last && !gap && !style.skips && dice.chance(style.missingStops) ? '' : last && layout !== 'lines' ? '.' : stop;
    return markOf(style, model, count, at) + (misspelled ?? statement.words) + asked + end;
  };
  const lists = model.levels.map(({ lists: own }, level) => {
    if (style.numbering !== 'on and on') count = 0;
    const order = style.hardsFirst ? [...groups].reverse() : groups;
    return order.map((group) => {
      if (style.numbering === 'anew') count = 0;
      const list = own[group];
      if (typeof list === 'number') return { group, reference: referenceOf(dice, model, style, list), items: [] };
      const slip = (at: number) => (model.slip?.level === level && model.slip.group === group && model.slip.at === at ? model.slip.written : undefined);
      return { group, reference: undefined, items: list.map((statement, at) => itemOf(statement, at, list.length, slip(at))) };
    });
  });
  const text = laidOut(dice, model, style, lists);
  const wrapped = layout === 'wrapped' ? wrappedAt(dice.between(60, 100), text) : text;
  return { text: (style.byteOrderMark ? '\ufeff' : '') + (style.windows ? wrapped.replaceAll('\n', '\r\n') : wrapped), gap };
}

type Lists = readonly (readonly { group: Group; reference: string | undefined; items: readonly string[] }[])[];

function laidOut(dice: Dice, model: Model, style: Style, lists: Lists): string {
  const lines = style.layout === 'lines';
  const between = style.layout === 'one' || style.layout === 'wrapped' ? ' ' : '\n';
  const blocks = model.levels.map(({ names }, level) => {
    const parts = (lists[level] ?? []).map(({ group, reference, items }) => {
      const name = style.names[group];
      if (reference !== undefined) return lines ? `${name}: ${reference}` : `${name}: ${reference}.`;
      return lines ? [groupHeading(style, name), ...items].join('\n') : `${name}: ${items.join(' ')}`;
    });
    const glued = style.missingSpaces && dice.chance(0.5) ? '' : between;
    const [first = '', second = ''] = parts;
    return `${headingOf(style, names)}${lines ? '\n' : between}${first}${glued}${second}`;
  });
  const glued = style.missingSpaces && style.heading !== 'bare' ? '' : lines ? dice.of('\n', '\n\n') : between;
  const term = model.term === undefined ? [] : [termSentence(model.term, model.language)];
  return [blocks.join(glued), ...term].join(between === ' ' ? ' ' : '\n\n');
}

function headingOf({ heading, word, joiner }: Style, names: readonly string[]): string {
  const title = names.join(joiner);
  switch (heading) {
    case 'word':
      return `${word} ${title}`;
    case 'word:':
      return `${word}: ${title}`;
    case 'bare':
      return title;
    case 'bare:':
      return `${title}:`;
    case '##':
      return `## ${title}`;
    case '## word':
      return `## ${word} ${title}`;
    case '**':
      return `**${title}**`;
  }
}

function groupHeading({ heading }: Style, name: string): string {
  return heading.startsWith('##') ? `### ${name}` : heading === '**' ? `**${name}:**` : heading === 'bare' ? name : `${name}:`;
}

function markOf({ mark }: Style, { language }: Model, count: number, at: number): string {
  if (mark === '') return '';
  if (mark === 'a)') return `${(language === 'ru' ? 'абвгдежзиклмнопрст' : 'abcdefghijklmnopqr')[at] ?? ''}) `;
  if (mark === '№') return `№${count} `;
  return mark === '1.\t' ? `${count}.\t` : `${mark.replace('1', String(count))} `;
}

function referenceOf(dice: Dice, { levels, language, kind }: Model, { word }: Style, to: number): string {
  const [name = ''] = levels[to]?.names ?? [];
  if (language === 'en') {
    const named = kind === 'number' ? `${word.toLowerCase()} ${name}` : name;
    return dice.of(`same as ${named}`, `as for ${named}`, `see ${named}`, `identical to ${named}`, `those of ${named}`);
  }
  const named = kind === 'number' ? `уровня ${name}` : name;
  return dice.of(`те же, что у ${named}`, `как у ${named}`, `такие же, как у ${named}`, ...(kind === 'number' ? [] : [`см. ${name}`, `совпадают с ${name}`]));
}

function termSentence({ word, optimal, most }: NonNullable<Model['term']>, language: Model['language']): string {
  return language === 'ru'
    ? `${word} - в термин вкладывается способность вести несколько дел (от ${optimal} - оптимально, до ${most} - максимально) без потери качества.`
    : `${word} - the term means being able to lead several things at once (from ${optimal} - optimal, up to ${most} - maximum) without loss of quality.`;
}

function wrappedAt(width: number, text: string): string {
  return text.split(' ').reduce((lines, next) => {
    const line = lines.slice(lines.lastIndexOf('\n') + 1);
    return lines === '' ? next : line.length + 1 + next.length > width ? `${lines}\n${next}` : `${lines} ${next}`;
  }, '');
}
