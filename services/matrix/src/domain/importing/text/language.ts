import { isCyrillic, isLetter } from './characters.js';

export type Language = 'ru' | 'en';

/** Russian where a fair share of the letters is Cyrillic: such texts are full of Latin names. */
export function languageOf(text: string): Language {
  let cyrillic = 0;
  let letters = 0;
  for (const character of text.slice(0, 100_000)) {
    if (!isLetter(character)) continue;
    letters += 1;
    if (isCyrillic(character)) cyrillic += 1;
  }
  return cyrillic * 4 >= letters ? 'ru' : 'en';
}
