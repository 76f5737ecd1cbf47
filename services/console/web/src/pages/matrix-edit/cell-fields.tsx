import { ActionIcon, Button, Fieldset, Group, Stack, Switch, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';

import type { LocalizedText } from '../../i18n/in-language.js';
import { useText } from '../../i18n/use-text.js';
import type { CellWords } from './cell-words.js';
import { TextFields } from './text-fields.js';

interface CellFieldsProps {
  readonly form: CellWords;
  readonly languages: readonly string[];
  readonly onChange: (changed: Partial<CellWords>) => void;
}

/** What a level expects, in every language, and how it is judged. */
export function CellFields({ form, languages, onChange }: CellFieldsProps) {
  const { t } = useText();
  const question = (at: number, text: LocalizedText) => onChange({ questions: form.questions.with(at, text) });
  return (
    <Stack gap="md">
      <TextFields label={t('edit.cell.statement')} rows={3} value={form.statement} languages={languages} onChange={(statement) => onChange({ statement })} />
      <Group gap="xl" align="flex-end">
        <Switch label={t('edit.cell.evidence')} checked={form.evidenceRequired} onChange={({ currentTarget }) => onChange({ evidenceRequired: currentTarget.checked })} />
        <Switch label={t('edit.cell.must-have')} checked={form.mustHave} onChange={({ currentTarget }) => onChange({ mustHave: currentTarget.checked })} />
        <TextInput type="number" label={t('edit.cell.weight')} w={112} required min={0.01} step="any" value={form.weight} onChange={({ currentTarget }) => onChange({ weight: currentTarget.valueAsNumber })} />
      </Group>
      <Fieldset legend={t('matrix.cell.questions')}>
        <Stack gap="sm">
          {form.questions.map((text, at) => (
            <Group key={at} gap="xs" wrap="nowrap" align="flex-start">
              <Stack gap="xs" flex={1}>
                <TextFields label={t('edit.cell.question', { number: at + 1 })} value={text} languages={languages} onChange={(changed) => question(at, changed)} />
              </Stack>
              <ActionIcon variant="subtle" size="lg" mt={24} aria-label={t('edit.cell.question.remove', { number: at + 1 })} onClick={() => onChange({ questions: form.questions.toSpliced(at, 1) })}>
                <IconTrash size={18} aria-hidden />
              </ActionIcon>
            </Group>
          ))}
          <Group>
            <Button variant="default" size="xs" onClick={() => onChange({ questions: [...form.questions, {}] })}>
              {t('edit.cell.question.add')}
            </Button>
          </Group>
        </Stack>
      </Fieldset>
    </Stack>
  );
}
