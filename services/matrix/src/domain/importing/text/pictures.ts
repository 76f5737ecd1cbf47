// Emoji and the bullets of a word processor, as people set them before lines: some head items, some decorate headings.
import { bulletSigns } from './characters.js';

const emoji = '(?:\\p{Emoji_Presentation}|\\p{Extended_Pictographic}(?=\\ufe0f))(?:[\\u{1f3fb}-\\u{1f3ff}]|\\ufe0f)?';
const atLineStart = new RegExp(`(?<=^[ \\t]{0,40})${emoji}(?=[ \\t]?[^\\s.,;:])`, 'gmu');
const withinLine = new RegExp(`(?<=\\S[ \\t:]{1,3})${emoji}(?=[ \\t]\\p{L})`, 'gu');
const keycap = /(?<=(?:^|[\s:;.])\d)(?:\ufe0f)?\u20e3/gmu;
/** Where the bullets of its fonts land when a text is copied. */
const processorBullet = /^(?<lead>[ \t]{0,40})(?:[\uf0b7\uf0a7\uf0d8\uf0fc\u2043\u2219\u2756\u2794\u279c\u25b8\u2023]|o(?=\t))/gmu;

/** An emoji heads items where two lines in turn begin with it, or where it stands twice within lines; before other lines it is blanked. */
export function withoutPictures(text: string): string {
  const plain = text.replace(keycap, (sign) => '.'.padEnd(sign.length)).replace(processorBullet, '$<lead>•');
  const bullets = new Set([...inTurn(plain), ...withinLines(plain)].filter((sign) => !bulletSigns.includes(sign)));
  const asMark = (sign: string): string => (bullets.has(sign) ? '•'.padEnd(sign.length) : sign);
  return plain.replace(atLineStart, (sign) => (bulletSigns.includes(sign) || bullets.has(sign) ? asMark(sign) : ' '.repeat(sign.length))).replace(withinLine, asMark);
}

/** The signs that two lines in turn begin with, blank lines aside. */
function inTurn(text: string): string[] {
  const signs = (text.match(/^[ \t]*\S[^\r\n]{0,12}/gmu) ?? []).map((line) => [...line.matchAll(atLineStart)][0]?.[0]);
  return signs.flatMap((sign, at) => (sign !== undefined && sign === signs[at - 1] ? [sign] : []));
}

function withinLines(text: string): string[] {
  const signs = [...text.matchAll(withinLine)].map(([sign]) => sign);
  return signs.filter((sign, at) => signs.indexOf(sign) < at);
}
