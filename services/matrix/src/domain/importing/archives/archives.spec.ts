import { describe, expect, it } from '@jest/globals';
import { DomainError } from '@rung/event-sourcing';
import fc from 'fast-check';
import { strToU8, zipSync, type Zippable } from 'fflate';

import { exportFormats } from '../../exporting/index.js';
import { awkward } from '../../exporting/matrix.fixture.js';
import { readMatrixFile, toPreviewJson } from '../index.js';

const read = (bytes: Uint8Array, name = 'ladder.zip') => toPreviewJson(readMatrixFile({ bytes, name }));

function refusalOf(bytes: Uint8Array): { readonly part?: string; readonly detail: string } | undefined {
  try {
    read(bytes);
  } catch (error) {
    if (!(error instanceof DomainError) || error.code !== 'import-unreadable') throw error;
    return (error.details['errors'] as { part?: string; detail: string }[])[0];
  }
  return undefined;
}

const ladder: Zippable = { 'junior.md': strToU8('- Saws straight\n'), 'senior.md': strToU8('- Saws curves\n') };

/** The ZIP with what its directory says of its first file changed. */
function changed(files: Zippable, change: (view: DataView, at: number, bytes: Uint8Array) => void): Uint8Array {
  const bytes = zipSync(files, { level: 9 });
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  change(view, view.getUint32(bytes.length - 22 + 16, true), bytes);
  return bytes;
}

const named = (first: Uint8Array, flags = 0): Uint8Array =>
  changed({ [`${'x'.repeat(first.length - 3)}.md`]: strToU8('- Saws straight\n'), 'senior.md': strToU8('- Saws curves\n') }, (view, at, bytes) => {
    bytes.set(first, at + 46);
    view.setUint16(at + 8, flags, true);
  });

it('reads the files of a ladder, in the order of their levels', () =>
  expect(read(zipSync(ladder))).toMatchObject({ format: 'zip', name: 'ladder', levels: [{ names: ['Junior'] }, { names: ['Senior'] }] }));

describe('a whole matrix', () => {
  const written = Object.entries(exportFormats).flatMap(([format, { write, extension }]) =>
    ['json', 'yaml', 'xlsx', 'case'].includes(format) ? [[format, `ours.${extension}`, Buffer.from(write(awkward))] as const] : [],
  );

  it.each(written)('in %s, alone in its ZIP, is read as it would be without', (_, name, bytes) => {
    const system = { '__MACOSX/._ours': strToU8('x'), 'folder/.DS_Store': strToU8('x') };
    expect(read(zipSync({ [`folder/${name}`]: bytes, ...system }))).toEqual(read(bytes, name));
  });

  it.each(written)('in %s is refused among other files, by its name and with the way out', (_, name, bytes) =>
    expect(refusalOf(zipSync({ ...ladder, [name]: bytes }))).toMatchObject({ part: name, detail: expect.stringContaining('import it by itself') }));

  it('is no ZIP in a ZIP, alone or not', () => expect(refusalOf(zipSync({ 'ladder.zip': zipSync(ladder) }))?.part).toBe('ladder.zip'));
});

describe('names', () => {
  it.each([
    ['UTF-8 that is not said to be', [...Buffer.from('Джун.md')]],
    ['code page 866', [0x84, 0xa6, 0xe3, 0xad, 0x2e, 0x6d, 0x64]],
  ])('in %s are read as they are meant', (_, bytes) => expect(read(named(Uint8Array.from(bytes))).levels.map(({ names }) => names)).toEqual([['Джун'], ['Senior']]));

  it('with the slashes of Windows are in their folders', () => expect(read(named(strToU8('soft\\junior.md'))).competencies.map(({ group }) => group)).toEqual(['hard', 'soft']));
});

describe('what is refused, by the file at fault', () => {
  const bomb = zipSync({ 'junior.md': new Uint8Array(2_000_000) }, { level: 9 });

  it.each([
    ['a file that needs a password', changed(ladder, (view, at) => view.setUint16(at + 8, 1, true)), 'junior.md', /password/],
    ['a link', changed(ladder, (view, at) => view.setUint32(at + 38, 0xa1ff_0000, true)), 'junior.md', /is a link/],
    ['a file that is not what its sum says', changed(ladder, (view, at) => view.setUint32(at + 16, 0, true)), 'junior.md', /broken/],
    ['a file that is longer than it says', changed(ladder, (view, at) => view.setUint32(at + 24, 3, true)), 'junior.md', /broken/],
    ['a file that is shorter than it says', changed(ladder, (view, at) => view.setUint32(at + 24, 300, true)), 'junior.md', /broken/],
    ['a way of packing that is not known', changed(ladder, (view, at) => view.setUint16(at + 10, 12, true)), undefined, /broken/],
    ['two files of one name', named(strToU8('senior.md')), 'senior.md', /two files of this name/],
    ['two files of one name, spelled in two ways', zipSync({ 'e\u0301.md': strToU8('- a'), '\u00e9.md': strToU8('- b') }), '\u00e9.md', /two files of this name/],
    ['a key for everything', named(strToU8('__proto__/x.md')), '__proto__/x.md', /__proto__/],
    ['a sign that no name has', named(strToU8('a\u0000b.md')), 'a?b.md', /no name has/],
    ['folders in folders', zipSync({ [`${'a/'.repeat(20)}x.md`]: strToU8('- a') }), `${'a/'.repeat(20)}x.md`, /16 folders/],
    ['a ZIP in a ZIP', zipSync({ 'junior.md': zipSync(ladder) }), 'junior.md', /packed once more/],
    ['a bomb', bomb, 'junior.md', /200 times/],
    ['bombs side by side', zipSync(Object.fromEntries(Array.from({ length: 40 }, (_, at) => [`${at}.md`, new Uint8Array(1_000_000)])), { level: 9 }), '0.md', /200 times/],
    ['much of what is no bomb', zipSync(Object.fromEntries(Array.from({ length: 300 }, (_, at) => [`${at}.bin`, new Uint8Array(100_000)])), { level: 9 }), '251.bin', /larger than 24 MB/],
    ['too many texts', zipSync(Object.fromEntries(Array.from({ length: 201 }, (_, at) => [`${at}.md`, strToU8('- a')]))), '200.md', /more than 200 texts/],
    ['too many files', zipSync(Object.fromEntries(Array.from({ length: 1_001 }, (_, at) => [`${at}.bin`, strToU8('a')]))), '1000.bin', /more than 1000 files/],
    ['a directory that is cut off', zipSync(ladder).subarray(0, 150), undefined, /broken/],
    ['a directory that says there are more', changed(ladder, (view, _, bytes) => view.setUint16(bytes.length - 22 + 8, 9, true)), undefined, /broken/],
    ['a file in another encoding', zipSync({ 'junior.md': Uint8Array.from([0x2d, 0x20, 0xcd, 0xe0]) }), 'junior.md', /not UTF-8/],
    ['nothing', zipSync({}), undefined, /holds no Markdown/],
  ])('%s', (_, bytes, part, detail) => {
    const refused = refusalOf(bytes);
    expect([refused?.part, refused?.detail]).toEqual([part, expect.stringMatching(detail)]);
    expect(({} as { polluted?: string }).polluted).toBeUndefined();
  });

  it('is never anything but a refusal, whichever bytes of an archive are others', () => {
    const sound = zipSync({ 'junior.md': strToU8('---\ntitle: Junior\n---\n- Saws\n'), 'en/senior.csv': strToU8('Skill,Senior\nSawing,Saws\n'), 'sql.yaml': strToU8('Junior: Selects\n') });
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 }), (changes) => {
        const bytes = Uint8Array.from(sound);
        for (const [at, byte] of changes) bytes[at] = byte;
        refusalOf(bytes);
      }),
      { numRuns: 200 },
    );
  });
});

describe('a mapping that a person says of one of its files', () => {
  it('leaves the others as they are, and those that were read as texts', () => {
    const bytes = zipSync({ 'matrix.txt': strToU8('Level Junior\nSoft skills:\n1. Listens.\n'), 'more.csv': strToU8('Was,Wer\nSägen,Sägt gerade\n') });
    const asked = read(bytes);
    expect(asked.tables?.map(({ table }) => table)).toEqual(['more.csv']);
    const mapping = [{ table: 'more.csv', header: 1, level: 'Junior', columns: [{ is: 'competency' as const }, { is: 'statement' as const }] }];
    expect(toPreviewJson(readMatrixFile({ bytes, name: 'x.zip' }, mapping)).competencies.map(({ title }) => title).sort()).toEqual(['Listens', 'Sägen']);
  });
});
