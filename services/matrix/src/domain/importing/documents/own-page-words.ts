// What single lines of our own pages say: texts in the languages of the page, and bounds.
import type { Expectation, LocalizedText } from '@rung/matrix-model';

const mark = /^\[(?<tag>[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*)\] (?<words>.*)$/su;

export function withoutMark(text: string): string {
  return mark.exec(text)?.groups?.['words'] ?? text;
}

/** One text for as many lines as there are languages; where one of them lacks, for those that bear their tags, until one comes again. */
export function textsIn(lines: readonly string[], languages: readonly string[]): LocalizedText[] {
  const texts: Record<string, string>[] = [];
  let isMarked = false;
  for (const line of lines) {
    const { tag, words = line } = mark.exec(line)?.groups ?? {};
    const last = texts.at(-1);
    const language = tag ?? languages[last === undefined || isMarked ? 0 : Object.keys(last).length] ?? languages[0] ?? 'en';
    const begins = last === undefined || isMarked !== (tag !== undefined) || Object.hasOwn(last, language) || (tag === undefined && Object.keys(last).length === languages.length);
    isMarked = tag !== undefined;
    if (begins) texts.push({ [tag ?? languages[0] ?? 'en']: words });
    else last[language] = words;
  }
  return texts;
}

/** "Listens / Слушает": one for each language, else all of it in the first. */
export function titlesIn(title: string, languages: readonly string[]): LocalizedText {
  const parts = title.split(' / ');
  if (parts.every((part) => mark.test(part))) return Object.assign({}, ...textsIn(parts, languages)) as LocalizedText;
  if (parts.length !== languages.length) return { [languages[0] ?? 'en']: title };
  return Object.fromEntries(languages.map((language, at) => [language, parts[at] ?? '']));
}

/** "optimal 2, limit 5"; none for what is no list of bounds. */
export function boundsIn(text: string): NonNullable<Expectation['measure']> {
  const parts = text.split(', ').map((part) => /^(?<label>\S.*) (?<value>-?\d{1,12}(?:\.\d{1,12})?)$/su.exec(part)?.groups);
  return parts.every((part) => part !== undefined) ? parts.map((part) => ({ label: part?.['label'] ?? '', value: Number(part?.['value']) })) : [];
}
