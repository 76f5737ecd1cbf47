import { Fieldset, Group, Stack, TextInput } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import type { BoundWords } from './measure-words.js';
import { Remove } from './remove.js';
import { TextFields } from './text-fields.js';

interface MeasureFieldsProps {
  readonly bounds: readonly BoundWords[];
  readonly languages: readonly string[];
  readonly onChange: (bounds: readonly BoundWords[]) => void;
}

/** What can be counted of it, and from where to where; nothing where there is none. */
export function MeasureFields({ bounds, languages, onChange }: MeasureFieldsProps) {
  const { t } = useText();
  if (bounds.length === 0) return null;
  return (
    <Fieldset legend={t('matrix.cell.measure')}>
      <Stack gap="sm">
        {bounds.map((bound, at) => (
          <Group key={at} gap="xs" align="flex-start">
            <Stack gap="xs" flex={1} miw={180}>
              <TextFields label={t('edit.measure.label', { number: at + 1 })} value={bound.label} languages={languages} onChange={(label) => onChange(bounds.with(at, { ...bound, label }))} />
            </Stack>
            <TextInput
              type="number"
              step="any"
              w={112}
              label={t('edit.measure.value', { number: at + 1 })}
              value={bound.value ?? ''}
              onChange={({ currentTarget }) => onChange(bounds.with(at, { ...bound, value: currentTarget.value === '' ? null : currentTarget.valueAsNumber }))}
            />
            <Remove label={t('edit.measure.remove', { number: at + 1 })} onRemove={() => onChange(bounds.toSpliced(at, 1))} />
          </Group>
        ))}
      </Stack>
    </Fieldset>
  );
}
