import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import fc from 'fast-check';

import { importLimits, previewOf, readMatrixText, toMatrixContent } from './index.js';

/** The refusal's code and what it says of the first place. */
function refusal(text: string): [string, unknown] {
  try {
    previewOf(text);
  } catch (error) {
    if (error instanceof DomainError) return [error.code, (error.details['errors'] as unknown[])[0]];
    throw error;
  }
  return ['none', undefined];
}

describe('a text that holds no matrix is refused, with its place and the way out', () => {
  it.each([
    ['empty', '', 1, 1, 'empty-text', /empty/],
    ['blank', ' \n\t\r\n', 1, 1, 'empty-text', /empty/],
    ['a byte order mark alone', '\ufeff', 1, 1, 'empty-text', /empty/],
    ['signs alone', '('.repeat(100), 1, 1, 'no-letters', /no letter and no digit/],
    ['no level', 'Dear all,\nplease read this.', 1, 1, 'no-level', /no level was found; looked for/],
    ['levels alone', '\n\nLevel Junior\nLevel Senior', 3, 1, 'no-statement', /no statement under any/],
    ['binary', 'Level\n\u0000\u0001', 2, 1, 'nul-character', /no text/],
    [
      'too many levels',
      Array.from({ length: importLimits.levels + 1 }, (_, at) => `Level ${at + 1}x\nHards:\n1. Statement\n`).join(''),
      importLimits.levels * 3 + 1,
      1,
      'too-many-levels',
      /more than 50 levels/,
    ],
    ['too long a statement', `Level Junior Hards: 1. A. 2. ${'word '.repeat(900)}`, 1, 30, 'statement-too-long', /more than 4000 characters/],
    ['too large', 'x'.repeat(importLimits.bytes + 1), 1, 1, 'text-too-large', /larger than 5 MB/],
  ])('%s', (_, text, line, column, reason, detail) =>
    expect(refusal(text)).toEqual([
      'import-unreadable',
      expect.objectContaining({ line, column, reason, detail: expect.stringMatching(detail) }),
    ]),
  );
});

describe('line ends, byte order marks and breaks between items change nothing', () => {
  const shape = (text: string) => {
    const { anomalies, ...preview } = previewOf(text);
    return { ...preview, anomalies: anomalies.filter((anomaly) => anomaly.kind === 'near-duplicate').map((anomaly) => anomaly.message) };
  };

  it.each([
    ['a byte order mark', (text: string) => `\ufeff${text}`],
    ['Windows line ends', (text: string) => text.replaceAll('\n', '\r\n')],
    ['old Mac line ends', (text: string) => text.replaceAll('\n', '\r')],
    ['one line', (text: string) => text.replaceAll('\n', ' ')],
    ['blank lines', (text: string) => text.replaceAll('\n', '\n\n')],
    ['spaces at line ends', (text: string) => text.replaceAll('\n', '  \n')],
    ['no-break spaces', (text: string) => text.replaceAll(' ', '\u00a0')],
  ])('%s', (_, change) => {
    fc.assert(
      fc.property(ladders, (ladder) => {
        const text = render(ladder, { sign: '.', breaks: true, russian: false });
        expect(shape(change(text))).toEqual(shape(text));
      }),
      { numRuns: 60 },
    );
  });
});

interface Ladder {
  readonly names: readonly string[];
  readonly levels: readonly { readonly soft: readonly string[]; readonly hard: readonly string[] }[];
}

const words =
  'alpha bravo castle delta echoes foxtrot gardens hotel india juliet kilowatt lemons mikado nectar oscar papaya quebec romeo sierra tangos'.split(
    ' ',
  );
const cyrillicWords =
  'берёза вьюга гроза дорога ельник жимолость закат искра калина лагуна мороз небо облако поляна родник сосна туман утёс фиалка хвоя'.split(
    ' ',
  );
const statement = (from: readonly string[]) =>
  fc.uniqueArray(fc.integer({ min: 0, max: from.length - 1 }), { minLength: 3, maxLength: 6 }).map((picks) => {
    const text = picks.map((at) => from[at]).join(' ');
    return text.charAt(0).toUpperCase() + text.slice(1);
  });
const laddersOf = (from: readonly string[]): fc.Arbitrary<Ladder> =>
  fc
    .tuple(
      fc.shuffledSubarray(['Intern', 'Junior', 'Middle', 'Senior', 'Tech Lead', 'Staff', 'Master of Arts'], { minLength: 1, maxLength: 5 }),
      fc.uniqueArray(statement(from), { minLength: 4, maxLength: 14, selector: (one) => one.split(' ').sort().join() }),
    )
    .chain(([names, pool]) =>
      fc.record({
        names: fc.constant(names),
        levels: fc.array(
          fc.record({
            soft: fc.shuffledSubarray(pool.slice(0, pool.length / 2), { minLength: 1 }),
            hard: fc.shuffledSubarray(pool.slice(pool.length / 2), { minLength: 1 }),
          }),
          { minLength: names.length, maxLength: names.length },
        ),
      }),
    );
const ladders = laddersOf(words);

interface Form {
  readonly sign: string;
  readonly breaks: boolean;
  readonly russian: boolean;
}
const forms = fc.record({
  sign: fc.constantFrom('.', ')', '-', '•', '*'),
  breaks: fc.boolean(),
  russian: fc.boolean(),
  hardsFirst: fc.boolean(),
  stops: fc.boolean(),
});

function render(
  ladder: Ladder,
  { sign, breaks, russian, hardsFirst = false, stops = true }: Form & { hardsFirst?: boolean; stops?: boolean },
): string {
  const apart = breaks ? '\n' : ' ';
  const list = (items: readonly string[]) =>
    items.map((item, at) => `${'.)'.includes(sign) ? `${at + 1}${sign}` : sign} ${item}${stops ? '.' : ''}`).join(apart);
  return ladder.levels
    .map((level, at) => {
      const soft = `${russian ? 'Софты' : 'Soft skills'}:${apart}${list(level.soft)}`;
      const hard = `${russian ? 'Харды' : 'Hard skills'}:${apart}${list(level.hard)}`;
      return [`${russian ? 'Уровень' : 'Level'} ${ladder.names[at] ?? ''}`, ...(hardsFirst ? [hard, soft] : [soft, hard])].join(apart);
    })
    .join(apart);
}

describe('any ladder, in any form', () => {
  it.each([
    ['English', laddersOf(words)],
    ['Russian', laddersOf(cyrillicWords)],
  ])('is read as it was meant: %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, forms, (ladder, form) => {
        // Dashes and stars on one line head items only behind stops.
        const text = render(ladder, { ...form, stops: form.stops || '-*'.includes(form.sign) });
        const preview = previewOf(text);
        expect(preview.levels.map((level) => level.names)).toEqual(ladder.names.map((name) => [name]));
        for (const [at, level] of ladder.levels.entries()) {
          for (const group of ['soft', 'hard'] as const) {
            const inForce = preview.competencies
              .filter((one) => one.group === group)
              .flatMap((one) => one.cells.filter((cell) => cell.levels.includes(ladder.names[at] ?? '')).map((cell) => cell.statement));
            expect([...inForce].sort()).toEqual([...level[group]].sort());
            expect(preview.levels[at]?.groups[group]).toEqual({ own: level[group].length, inForce: level[group].length, sameAs: null });
          }
        }
        expect(preview.anomalies.filter((anomaly) => anomaly.kind !== 'missing-stop')).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });
});

describe('noise', () => {
  const pieces = [
    'Level ',
    'Уровень ',
    'Junior',
    'Middle+',
    'Софты:',
    'Hard skills:',
    '1. ',
    '2) ',
    '7.',
    '- ',
    '•',
    '\n',
    '\r\n',
    ' ',
    '(',
    ')',
    '?',
    '. ',
    'same as ',
    'Senior',
    'не отличаются',
    'all of the above',
    'и',
    'means ',
    '—',
    '\u0000',
    '\ud800',
    '💡',
    'ё',
    ':',
    '##',
    '**',
  ];
  it('never ends in anything but a preview or a refusal', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof({ weight: 5, arbitrary: fc.constantFrom(...pieces) }, fc.string({ unit: 'binary', maxLength: 5 })), {
          maxLength: 80,
        }),
        (parts) => {
          const text = parts.join('');
          try {
            const content = toMatrixContent(readMatrixText(text), { name: 'Noise' });
            expect(previewOf(text).competencies).toHaveLength(content.competencies.length);
            expect(previewOf(text)).toEqual(previewOf(text));
          } catch (error) {
            expect(error).toBeInstanceOf(DomainError);
            expect((error as DomainError).code).toBe('import-unreadable');
          }
        },
      ),
      { numRuns: 1_500 },
    );
  });
});

describe('five megabytes', () => {
  const letters = 'абвгдежзиклмнопрст efghij.,()?\n1234 ';
  const noise = (seed: number) => {
    let state = seed;
    const next = () => (state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0);
    const codes = Uint16Array.from(letters, (letter) => letter.charCodeAt(0));
    return Buffer.from(new Uint16Array(2_600_000).map(() => codes[(next() >>> 8) % codes.length] ?? 0).buffer).toString('utf16le');
  };

  it.each([
    ['noise', noise(1)],
    ['noise under a heading', `Level Junior Hards: 1. ${noise(2)}`],
    ['white space', `Level Junior Hards: 1. A.${' '.repeat(5_000_000)}2. B.`],
    ['open brackets', `Level Junior Hards: 1. A.${'('.repeat(5_000_000)}`],
    ['headings', 'Level Junior Hards: '.repeat(250_000)],
    ['words for level', `Level Junior Hards: 1. ${'Level '.repeat(800_000)}`],
    ['words for level, with stops', `Level Junior Hards: 1. ${'Level. '.repeat(700_000)}`],
    ['roles above their groups', 'Team Lead\nSoft skills:\n- x y z\nHard skills:\n- git\n\n'.repeat(25_000)],
    ['headings of a level and a group', 'Junior — soft skills\n- a\n'.repeat(40_000)],
    ['tags of a page', `Level Junior<br>Hard skills:<br>${'1. a<br>'.repeat(150_000)}`],
    ['questions', `Level Junior Hards: 1. A. ${'What? '.repeat(200_000)}`],
    ['items', `Level Junior Hards:\n${'1. Uses Git\n'.repeat(400_000)}`],
    ['free sentences', `Level Junior Hards: 1. A. 2. B. ${'Foo means bar. '.repeat(300_000)}`],
  ])('of %s are answered in time', (_, text) => {
    const answer = refusal(text)[0];
    expect(['none', 'import-unreadable']).toContain(answer);
  });
});
