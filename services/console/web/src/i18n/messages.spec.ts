import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import { describe, expect, it } from '@jest/globals';
import { compileMessage } from '@lingui/message-utils/compileMessage';

const here = fileURLToPath(new URL('.', import.meta.url));
const languages = ['en', 'ru'] as const;
const filesOf = (language: string) => readdirSync(join(here, language), { recursive: true, encoding: 'utf8' }).filter((path) => path.endsWith('.json')).sort();
const messagesOf = (language: string, file: string) => JSON.parse(readFileSync(join(here, language, file), 'utf8')) as Record<string, string>;

/** The names of what is filled in. A message is a text, or parts: texts and `[name, kind, options]`, of which each option is a message. */
function argumentsOf(message: string): string[] {
  const found = new Set<string>();
  const visit = (compiled: unknown): void => {
    if (!Array.isArray(compiled)) return;
    for (const part of compiled) {
      if (!Array.isArray(part)) continue;
      const [name, , options] = part as [string, string?, unknown?];
      if (name !== '#') found.add(name);
      if (typeof options === 'object' && options !== null) Object.values(options).forEach(visit);
    }
  };
  visit(compileMessage(message));
  return [...found].sort();
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.tsx?$/.test(path) && !/\.spec\.ts$|\.d\.ts$/.test(path))
    .map((path) => readFileSync(join(folder, path), 'utf8'));
}

describe('the messages of the page', () => {
  it('are in the same files in every language, and each file is named in message-id.ts', () => {
    const named = readFileSync(join(here, 'message-id.ts'), 'utf8');
    expect(filesOf('ru')).toEqual(filesOf('en'));
    for (const file of filesOf('en')) expect(named).toContain(`'./en/${file}'`);
  });

  it.each(filesOf('en'))('%s: have the same names and arguments in every language, and are none twice', (file) => {
    const [english, russian] = languages.map((language) => messagesOf(language, file));
    expect(Object.keys(russian!).sort()).toEqual(Object.keys(english!).sort());
    for (const [name, message] of Object.entries(english!)) expect([name, argumentsOf(russian![name]!)]).toEqual([name, argumentsOf(message)]);
    for (const other of filesOf('en').filter((name) => name > file)) {
      const both = Object.keys(messagesOf('en', other)).filter((name) => name in english!);
      expect([other, both]).toEqual([other, []]);
    }
  });

  it('call one thing by one word in Russian', () => {
    // review: цикл оценки; session: сеанс; expectation: ожидание; character: символ; manager: руководитель; unit: подразделение; import: загрузка; phase: этап
    const others = /ревью|сесси|требовани|(?<![а-яё])знак(?:а|ов|ами)?(?![а-яё])|менеджер|юнит|импорт|(?<![а-яё])фаз[аеуы]/iu;
    const said = filesOf('ru').flatMap((file) => Object.entries(messagesOf('ru', file)));
    expect(said.filter(([, message]) => others.test(message))).toEqual([]);
  });

  it('let no line begin with a dash in Russian', () => {
    const said = filesOf('ru').flatMap((file) => Object.entries(messagesOf('ru', file)));
    expect(said.filter(([, message]) => message.includes(' — '))).toEqual([]);
    expect(said.filter(([, message]) => message.includes('\u00a0— ')).length).toBeGreaterThan(0);
  });

  it('are all asked for by the code', () => {
    const code = sources(join(here, '..')).join('\n');
    const prefixes = [...code.matchAll(/`([a-z][\w.-]*\.)\$\{/g)].map(([, prefix]) => prefix!);
    const names = filesOf('en').flatMap((file) => Object.keys(messagesOf('en', file)));
    const unused = names.filter((name) => !code.includes(`'${name}'`) && !prefixes.some((prefix) => name.startsWith(prefix)));
    expect(unused).toEqual([]);
  });
});
