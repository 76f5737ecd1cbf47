/** The length of an id that is made of words. */
export const longestSlug = 60;

const cyrillic: Readonly<Record<string, string>> = {
  а: 'a',
  б: 'b',
  в: 'v',
  г: 'g',
  д: 'd',
  е: 'e',
  ё: 'e',
  ж: 'zh',
  з: 'z',
  и: 'i',
  й: 'y',
  к: 'k',
  л: 'l',
  м: 'm',
  н: 'n',
  о: 'o',
  п: 'p',
  р: 'r',
  с: 's',
  т: 't',
  у: 'u',
  ф: 'f',
  х: 'kh',
  ц: 'ts',
  ч: 'ch',
  ш: 'sh',
  щ: 'shch',
  ъ: '',
  ы: 'y',
  ь: '',
  э: 'e',
  ю: 'yu',
  я: 'ya',
  і: 'i',
  ї: 'yi',
  є: 'ye',
  ґ: 'g',
  ў: 'u',
};

/** Readable Latin letters and digits of any words, at most 60: "Знание C++ и CI/CD" → "znanie-c-plus-plus-i-ci-cd". Empty where no word can be written so. */
export function slugOf(words: string): string {
  const plain = words
    .toLowerCase()
    .normalize('NFC')
    .slice(0, 400)
    .replace(/(?<=[\p{L}\p{N}+])\+/gu, '-plus')
    .replace(/(?<=\p{L})#/gu, '-sharp')
    .replace(/[а-яёіїєґў]/gu, (letter) => cyrillic[letter] ?? '')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/['’]/gu, '')
    .replace(/[^a-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '');
  return shortened(plain, longestSlug);
}

/** At most `length` characters, cut between words where there are any. */
export function shortened(id: string, length: number): string {
  if (id.length <= length) return id;
  const cut = id.slice(0, length + 1);
  const between = cut.lastIndexOf('-');
  return between > length / 2 ? cut.slice(0, between) : id.slice(0, length).replace(/-$/u, '');
}
