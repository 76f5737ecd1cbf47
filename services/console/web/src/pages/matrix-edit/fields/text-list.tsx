import { Fieldset, Group, Stack } from '@mantine/core';

import type { LocalizedText } from '../../../i18n/in-language.js';
import { useText } from '../../../i18n/use-text.js';
import { Remove } from './remove.js';
import { TextFields } from './text-fields.js';

export type ListName = 'questions' | 'examples' | 'antipatterns';

interface TextListProps {
  readonly list: ListName;
  readonly texts: readonly LocalizedText[];
  readonly languages: readonly string[];
  readonly onChange: (texts: readonly LocalizedText[]) => void;
}

/** Several texts of one kind, each in every language; nothing where there is none. */
export function TextList({ list, texts, languages, onChange }: TextListProps) {
  const { t } = useText();
  if (texts.length === 0) return null;
  return (
    <Fieldset legend={t(`matrix.cell.${list}`)}>
      <Stack gap="sm">
        {texts.map((text, at) => (
          <Group key={at} gap="xs" wrap="nowrap" align="flex-start">
            <Stack gap="xs" flex={1}>
              <TextFields label={t(`edit.${list}.item`, { number: at + 1 })} value={text} languages={languages} onChange={(changed) => onChange(texts.with(at, changed))} />
            </Stack>
            <Remove label={t(`edit.${list}.remove`, { number: at + 1 })} onRemove={() => onChange(texts.toSpliced(at, 1))} />
          </Group>
        ))}
      </Stack>
    </Fieldset>
  );
}
