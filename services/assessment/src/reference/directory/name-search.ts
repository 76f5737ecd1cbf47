// How somebody is found by what one remembers of a name.

/** As people type names: е for ё, and no capitals, in every script whatever the database's own locale knows. */
const folded = (text: string): string => `translate(lower((${text}) collate pg_c_utf8), 'ё', 'е')`;

/** Whether every word that is sought is a part of the text, in any order; both are SQL. Nothing sought is in every text. */
export const holdsWords = (text: string, sought: string): string =>
  `not exists (select from regexp_split_to_table(${folded(`${sought}::text`)}, '\\s+') as word where position(word in ${folded(text)}) = 0)`;
