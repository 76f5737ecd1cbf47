import { describe, expect, it } from '@jest/globals';

import { hasOwnNames, hasPaths, isSaidTwice, letterOf, mappingOf, sameBehind, untouched, withColumn, withSaid, withTable, withoutTable } from './mapped-tables.js';

const sample = { table: 'Hard', headers: ['Skill', 'Junior'], rows: [['SQL', 'Selects', 'a note']], height: 2 };
const mapped = { table: 'Hard', header: 1, columns: [{ is: 'competency' as const }] };

describe('the mapping of a file', () => {
  it('is changed for one table, and leaves the others', () => {
    const soft = { ...mapped, table: 'Soft' };
    const changed = { ...mapped, header: 2 };
    expect(withTable([soft, mapped], changed)).toEqual([soft, changed]);
    expect(withTable([soft], mapped)).toEqual([soft, mapped]);
    expect(withoutTable([soft, mapped], sample)).toEqual([soft]);
    expect(mappingOf([soft, mapped], sample)).toBe(mapped);
  });

  it('says of a table that was not read as many columns as its rows have', () => {
    expect(untouched(sample)).toEqual({ table: 'Hard', header: 0, columns: [{ is: 'ignore' }, { is: 'ignore' }, { is: 'ignore' }] });
  });

  it('takes a column that nobody spoke of before', () => {
    expect(withColumn(mapped, 2, { is: 'evidence' }).columns).toEqual([{ is: 'competency' }, { is: 'ignore' }, { is: 'evidence' }]);
  });

  it('takes the columns behind one as that one, each of the level that heads it', () => {
    const table = { table: 'Hard', headers: ['Skill', 'One / Expected', 'One / Questions', 'Two / Expected', 'Proof', ''], rows: [['SQL', 'Selects', 'Why?', 'Joins', 'yes', '']], height: 3 };
    const before = { table: 'Hard', header: 2, columns: [{ is: 'competency' as const }, { is: 'statement' as const, level: 'One' }, { is: 'question' as const }, { is: 'ignore' as const }, { is: 'evidence' as const }] };
    expect(sameBehind(before, 1, table).columns).toEqual([
      { is: 'competency' }, { is: 'statement', level: 'One' }, { is: 'question', level: 'One' }, { is: 'statement', level: 'Two' }, { is: 'evidence' }, { is: 'ignore' },
    ]);
  });

  it('leaves what goes for the row, and the lists beside each level, behind such a column', () => {
    const table = { table: 'Hard', headers: ['One', 'One / Examples', 'One / Red flags', 'Measure', 'Weight'], rows: [['Selects', 'A join', 'A star', 'limit: 5', '2']], height: 3 };
    const before = { table: 'Hard', header: 2, columns: [{ is: 'statement' as const, level: 'One' }, { is: 'example' as const }, { is: 'antipattern' as const }, { is: 'measure' as const }, { is: 'weight' as const }] };
    expect(sameBehind(before, 0, table).columns).toEqual([
      { is: 'statement', level: 'One' }, { is: 'example', level: 'One' }, { is: 'antipattern', level: 'One' }, { is: 'measure' }, { is: 'weight' },
    ]);
  });

  it('asks for the language of a column where another one says the same', () => {
    const columns = [{ is: 'statement' as const, level: 'One' }, { is: 'statement' as const, level: 'Two' }, { is: 'statement' as const, level: 'One', language: 'ru' }];
    expect(columns.map((_, at) => isSaidTwice({ ...mapped, columns }, at))).toEqual([true, false, true]);
  });

  it('knows columns that the format names itself', () => {
    expect([hasOwnNames(sample, { ...mapped, header: 0 }), hasOwnNames(sample, mapped), hasOwnNames({ ...sample, headers: ['', ''] }, { ...mapped, header: 0 })]).toEqual([true, false, false]);
  });

  it('tells paths from the depths of headings', () => {
    expect([hasPaths({ ...sample, headers: ['/skills/* (name)', '/skills/*'] }), hasPaths({ ...sample, headers: ['##', '- …', 'text'] })]).toEqual([true, false]);
  });

  it('says nothing of the whole table where its rows do', () => {
    const said = withSaid(mapped, 'group', 'Technical');
    expect(said.group).toBe('Technical');
    expect(withSaid(said, 'group', '')).toEqual(mapped);
  });
});

it('calls columns as a spreadsheet does', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(letterOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
