const formats: readonly { readonly begins: readonly number[]; readonly what: string }[] = [
  { begins: [0x1f, 0x8b], what: 'a gzip file; unpack it first' },
  { begins: [0x50, 0x4b, 0x03, 0x04], what: 'a ZIP archive, as .xlsx and .docx files are; save its text as a plain file' },
  { begins: [0xd0, 0xcf, 0x11, 0xe0], what: 'an .xls or .doc file; save its text as a plain file' },
  { begins: [0x25, 0x50, 0x44, 0x46], what: 'a PDF; copy its text into a plain file' },
  { begins: [0x28, 0xb5, 0x2f, 0xfd], what: 'a Zstandard file; unpack it first' },
];

/** What bytes that ought to be text begin like, and the way out; undefined where no such file begins so. */
export function packedFormat(bytes: Uint8Array): string | undefined {
  return formats.find(({ begins }) => begins.every((byte, at) => bytes[at] === byte))?.what;
}
