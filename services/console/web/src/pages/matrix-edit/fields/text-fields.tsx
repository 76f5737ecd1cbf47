import { Stack, TextInput, Textarea } from '@mantine/core';

import type { LocalizedText } from '../../../i18n/in-language.js';
import { useText } from '../../../i18n/use-text.js';
import { nameOfLanguage } from '../../../matrices/languages.js';

interface TextFieldsProps {
  readonly label: string;
  readonly value: LocalizedText;
  readonly languages: readonly string[];
  readonly onChange: (text: LocalizedText) => void;
  /** Of several lines. */
  readonly rows?: number;
}

/** One text in every language of the matrix. */
export function TextFields({ label, value, languages, onChange, rows }: TextFieldsProps) {
  const { language: own } = useText();
  // one's own comes first
  const inOrder = [...languages].sort((one, other) => Number(other === own) - Number(one === own));
  return (
    <Stack gap="xs">
      {inOrder.map((language) => {
        const props = {
          label: languages.length === 1 ? label : `${label} · ${nameOfLanguage(language, own)}`,
          lang: language,
          maxLength: 4_000,
          value: value[language] ?? '',
        };
        const change = (words: string) => onChange({ ...value, [language]: words });
        return rows === undefined ? (
          <TextInput key={language} {...props} onChange={({ currentTarget }) => change(currentTarget.value)} />
        ) : (
          <Textarea key={language} {...props} rows={rows} onChange={({ currentTarget }) => change(currentTarget.value)} />
        );
      })}
    </Stack>
  );
}
