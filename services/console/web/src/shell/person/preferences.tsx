import { SegmentedControl, useMantineColorScheme, type MantineColorScheme } from '@mantine/core';

import { chooseLanguage, languages, type Language } from '../../i18n/language.js';
import { useText } from '../../i18n/use-text.js';

const namesOfLanguages: Record<Language, string> = { en: 'English', ru: 'Русский' };
const schemes: readonly MantineColorScheme[] = ['auto', 'light', 'dark'];

export function LanguageSwitch() {
  const { t, language } = useText();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('shell.language')}
      value={language}
      onChange={(chosen) => void chooseLanguage(chosen as Language)}
      data={languages.map((one) => ({ value: one, label: <span lang={one}>{namesOfLanguages[one]}</span> }))}
    />
  );
}

export function ThemeSwitch() {
  const { t } = useText();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <SegmentedControl
      size="xs"
      aria-label={t('shell.theme')}
      value={colorScheme}
      onChange={(chosen) => setColorScheme(chosen as MantineColorScheme)}
      data={schemes.map((scheme) => ({ value: scheme, label: t(`shell.theme.${scheme as 'auto' | 'light' | 'dark'}`) }))}
    />
  );
}
