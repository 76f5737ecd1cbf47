import { Text } from '@mantine/core';

import { languages } from './language.js';
import { useText } from './use-text.js';

/** Text that an organisation wrote, by language tag. */
export type LocalizedText = Readonly<Record<string, string>>;

/** @returns the text in the wanted language, or in the first that there is. */
export function inLanguage(text: LocalizedText, language: string): { readonly value: string; readonly language: string } {
  const order = [language, ...Object.keys(text).filter((tag) => tag.startsWith(`${language}-`)), ...languages, ...Object.keys(text)];
  const found = order.find((tag) => (text[tag] ?? '') !== '');
  return found === undefined ? { value: '', language } : { value: text[found] ?? '', language: found };
}

/** An organisation's own words; where they are not translated they are shown as they are, and their language is named. */
export function Localized({ text }: { readonly text: LocalizedText }) {
  const { language } = useText();
  const shown = inLanguage(text, language);
  if (shown.language === language) return <>{shown.value}</>;
  return (
    <span lang={shown.language}>
      {shown.value}
      <Text component="span" fz="xs" c="dimmed" ml={4} tt="uppercase" aria-hidden>
        {shown.language}
      </Text>
    </span>
  );
}
