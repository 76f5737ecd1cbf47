import { NativeSelect } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import { nameOfLanguage } from '../../../matrices/languages.js';

interface LanguageChoiceProps {
  readonly language: string | undefined;
  readonly say: (language: string | undefined) => void;
}

/** Those that ladders are often written in; one that the file names itself stands beside them. */
const offered = ['en', 'ru', 'de', 'fr', 'es', 'it', 'pt', 'pl', 'uk', 'kk', 'tr', 'zh', 'ja'];
const asTheFile = '';

export function LanguageChoice({ language, say }: LanguageChoiceProps) {
  const { t, language: own } = useText();
  const known = language === undefined || offered.includes(language) ? offered : [language, ...offered];
  return (
    <NativeSelect
      label={t('import.mapping.language')}
      value={language ?? asTheFile}
      onChange={({ currentTarget }) => say(currentTarget.value || undefined)}
      data={[{ value: asTheFile, label: t('import.mapping.language.own') }, ...known.map((value) => ({ value, label: nameOfLanguage(value, own) }))]}
    />
  );
}
