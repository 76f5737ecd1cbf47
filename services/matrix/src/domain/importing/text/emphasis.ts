// Emphasis of Markdown, told from code: "**Git**" is a word in bold, "__init__", "**kwargs" and "2**3" are what they say.
import { isDigit, isLetter, isSpace } from './characters.js';

/** The text without markers that wrap words; a marker within an identifier, or without a partner, stays. Linear in the text. */
export function withoutEmphasis(text: string): string {
  return withoutPairs(withoutPairs(withoutWhole(text), '**'), '__');
}

/** "*Git*", "_Git_": one sign is emphasis only where it wraps all there is. */
function withoutWhole(text: string): string {
  const sign = text[0] ?? '';
  if (!'*_'.includes(sign) || text.length < 3 || text[1] === sign || text.at(-1) !== sign || text.at(-2) === sign) return text;
  const inside = text.slice(1, -1);
  return inside.includes(sign) || isSpace(inside[0]) || isSpace(inside.at(-1)) || isIdentifier(inside, sign) ? text : inside;
}

function withoutPairs(text: string, marker: '**' | '__'): string {
  const parts: string[] = [];
  let from = 0;
  let open: number | undefined;
  for (let at = text.indexOf(marker); at >= 0; at = text.indexOf(marker, at + 2)) {
    const before = text[at - 1];
    const after = text[at + 2];
    const closes = open !== undefined && before !== undefined && !isSpace(before) && !isWord(after);
    if (closes && open !== undefined && at > open + 2) {
      const inside = text.slice(open + 2, at);
      if (!isIdentifier(inside, '_') || marker === '**') {
        parts.push(text.slice(from, open), inside);
        from = at + 2;
      }
      open = undefined;
    } else if (after !== undefined && !isSpace(after) && !isWord(before)) {
      open = at;
    }
  }
  const rest = [...parts, text.slice(from)].join('');
  // A partner may have gone with the number of the item ("**1. Git**").
  return rest.endsWith(marker) && rest.indexOf(marker) === rest.length - 2 ? rest.slice(0, -2) : rest;
}

function isIdentifier(inside: string, sign: string): boolean {
  return sign === '_' && /^[a-z0-9_]{1,80}$/u.test(inside);
}

function isWord(character: string | undefined): boolean {
  return isLetter(character) || isDigit(character) || character === '_' || character === '*';
}
