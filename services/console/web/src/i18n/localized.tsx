import { Text } from '@mantine/core';

import { inLanguage, type LocalizedText } from './in-language.js';
import { useText } from './use-text.js';

export { inLanguage, type LocalizedText };

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
