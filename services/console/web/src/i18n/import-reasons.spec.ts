import { readFileSync } from 'node:fs';

import { expect, it } from '@jest/globals';
import { importReasons } from '@rung/contracts';

const messages = JSON.parse(readFileSync(new URL('./en/later/import.json', import.meta.url), 'utf8')) as Record<string, string>;
const filledIn = (words: string): string[] => [...words.matchAll(/\{(\w+)\}/gu)].map(([, name]) => name!);
const prefix = 'import.reason.';

it('why an import is refused is said in the reader’s language, whatever the reason, with what the server fills in and nothing else', () => {
  const said = Object.keys(messages).filter((name) => name.startsWith(prefix));
  expect(said.sort()).toEqual(Object.keys(importReasons).map((reason) => prefix + reason).sort());
  for (const [reason, words] of Object.entries(importReasons)) expect([reason, filledIn(words)]).toEqual([reason, expect.arrayContaining(filledIn(messages[prefix + reason]!))]);
});
