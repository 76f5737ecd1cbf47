import { trimmed, type Range } from '../text/source.js';

/** What stands before the first level without the title of the text: headings of Markdown at its start, each under the one before. */
export function withoutTitle(text: string, preamble: Range): Range {
  let { start, end } = trimmed(text, preamble);
  let depth = 0;
  while (start < end) {
    const heading = /^(?<signs>#{1,6})[ \t][^\r\n]*/u.exec(text.slice(start, end));
    const signs = heading?.groups?.['signs'] ?? '';
    if (heading === null || signs.length <= depth) break;
    depth = signs.length;
    ({ start, end } = trimmed(text, { start: start + heading[0].length, end }));
  }
  return { start, end };
}
