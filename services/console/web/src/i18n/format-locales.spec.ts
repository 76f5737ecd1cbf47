import { describe, expect, it } from '@jest/globals';

import { formatLocales } from './format-locales.js';

const written = (language: string, tags: readonly string[]) => new Intl.DateTimeFormat(formatLocales(language, tags), { dateStyle: 'medium', timeZone: 'UTC' }).format(new Date('2026-12-11T12:00:00Z'));

describe('dates', () => {
  it.each([
    ['en', ['en-GB', 'en'], '11 Dec 2026'],
    ['en', ['en-US', 'en-GB'], 'Dec 11, 2026'],
    ['en', ['de-DE', 'de', 'en-GB'], '11 Dec 2026'],
    ['en', ['ru-RU', 'ru'], 'Dec 11, 2026'],
    ['ru', ['en-GB', 'ru-RU'], '11 дек. 2026 г.'],
    ['en', ['en-US@posix', 'en-AU'], '11 Dec 2026'],
    ['en', ['C'], 'Dec 11, 2026'],
  ])('in %s are written as the first region of it in %j has them', (language, tags, expected) => expect(written(language, tags)).toBe(expected));
});
