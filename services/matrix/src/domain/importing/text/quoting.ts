// Text that was copied from an answer to an e-mail.

const quoting = /^[ \t]*(?:>[ \t]?){1,10}/gmu;

/** The signs of a quotation ("> 1. Git", ">> 2. SQL") become blanks where half of the lines have them; "> 3 years" on a line of its own stays. */
export function withoutQuoting(text: string): string {
  const lines = text.match(/^[ \t]*\S/gmu) ?? [];
  const quotedLines = lines.filter((line) => line.endsWith('>')).length;
  return quotedLines < 3 || quotedLines * 2 < lines.length ? text : text.replace(quoting, (signs) => ' '.repeat(signs.length));
}
