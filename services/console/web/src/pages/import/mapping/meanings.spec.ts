import { describe, expect, it } from '@jest/globals';

import type { ColumnMeaning } from '../preview/import-queries.js';
import { columnOf, inLanguage, meaningOf, meanings, named } from './meanings.js';

const ignored: ColumnMeaning = { is: 'ignore' };

describe('what a column is', () => {
  it.each(meanings)('is the same after a way to the server and back: %s', (meaning) => {
    expect(meaningOf(columnOf(meaning, 'Senior', ignored))).toBe(meaning);
  });

  it('is first of the level that heads it, then of the one that somebody says', () => {
    const column = columnOf('statement-at-level', ' Senior ', ignored);
    expect(column).toEqual({ is: 'statement', level: 'Senior' });
    expect(named(column, 'Lead')).toEqual({ is: 'statement', level: 'Lead' });
    expect(columnOf('question-at-level', 'Senior', named(column, 'Lead'))).toEqual({ is: 'question', level: 'Lead' });
  });

  it('is of the level that stands above what else heads it', () => {
    expect(columnOf('question-at-level', 'Senior / Questions', ignored)).toEqual({ is: 'question', level: 'Senior' });
  });

  it('keeps its language where its next meaning has words too, and only there', () => {
    const german = inLanguage(columnOf('statement', 'Satz', ignored), 'de');
    expect(columnOf('competency', 'Satz', german)).toEqual({ is: 'competency', language: 'de' });
    expect(columnOf('level', 'Satz', german)).toEqual({ is: 'level' });
    expect(inLanguage(german, undefined)).toEqual({ is: 'statement' });
    expect(inLanguage({ is: 'group' }, 'de')).toEqual({ is: 'group' });
  });

  it('has a name where nothing heads it, so that the server takes it', () => {
    expect(columnOf('statement-at-level', ' ', ignored)).toEqual({ is: 'statement', level: '1' });
  });
});
