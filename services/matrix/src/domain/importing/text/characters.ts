// What a single character is, for texts in Russian and English.

export function isLetter(character: string | undefined): boolean {
  return character !== undefined && /\p{L}/u.test(character);
}

export function isUpper(character: string | undefined): boolean {
  return character !== undefined && /\p{Lu}/u.test(character);
}

export function isLower(character: string | undefined): boolean {
  return character !== undefined && /\p{Ll}/u.test(character);
}

export function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** White space, and what is invisible or a control character and therefore shows as nothing else. */
export function isSpace(character: string | undefined): boolean {
  if (character === undefined || character === '') return false;
  const code = character.charCodeAt(0);
  return code <= 0x20 || code === 0x7f || (code > 0x7f && /[\s\u0085\u200b\ufeff]|\ufe0f/u.test(character));
}

export function isLineEnd(character: string | undefined): boolean {
  return character === '\n' || character === '\r';
}

export function isCyrillic(character: string | undefined): boolean {
  return character !== undefined && /\p{Script=Cyrillic}/u.test(character);
}

/** Ends a sentence. */
export function isStop(character: string | undefined): boolean {
  return character === '.' || character === '!' || character === '?' || character === '…';
}

/** Letters folded for comparison: case, and ё as е, which people use at will. */
export function fold(text: string): string {
  return text.toLowerCase().replaceAll('ё', 'е');
}

/** Signs that head an item wherever they stand; dashes and stars do so at the start of a line only. */
export const bulletSigns = '•●▪◦‣○■□◆►▶➤✓✔✅☑→';
