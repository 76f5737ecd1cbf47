import { Button, Group, Stack, TextInput } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import { Check } from '../fields/check.js';
import { MeasureFields } from '../fields/measure-fields.js';
import { TextFields } from '../fields/text-fields.js';
import { TextList, type ListName } from '../fields/text-list.js';
import type { CellWords } from './cell-words.js';

interface CellFieldsProps {
  readonly form: CellWords;
  readonly languages: readonly string[];
  readonly onChange: (changed: Partial<CellWords>) => void;
}

const lists: readonly ListName[] = ['questions', 'examples', 'antipatterns'];

/** What a level expects, in every language, and how it is judged. */
export function CellFields({ form, languages, onChange }: CellFieldsProps) {
  const { t } = useText();
  return (
    <Stack gap="md">
      <TextFields label={t('edit.cell.statement')} rows={3} value={form.statement} languages={languages} onChange={(statement) => onChange({ statement })} />
      <Group gap="xl" align="flex-end">
        <Check checked={form.evidenceRequired} onChange={(evidenceRequired) => onChange({ evidenceRequired })}>
          {t('edit.cell.evidence')}
        </Check>
        <Check checked={form.mustHave} onChange={(mustHave) => onChange({ mustHave })}>
          {t('edit.cell.must-have')}
        </Check>
        <TextInput type="number" label={t('edit.cell.weight')} w={112} required min={0.01} step="any" value={form.weight} onChange={({ currentTarget }) => onChange({ weight: currentTarget.valueAsNumber })} />
      </Group>
      {lists.map((list) => (
        <TextList key={list} list={list} texts={form[list]} languages={languages} onChange={(texts) => onChange({ [list]: texts })} />
      ))}
      <MeasureFields bounds={form.measure} languages={languages} onChange={(measure) => onChange({ measure })} />
      <Group gap="xs">
        {lists.map((list) => (
          <Button key={list} variant="default" size="xs" onClick={() => onChange({ [list]: [...form[list], {}] })}>
            {t(`edit.${list}.add`)}
          </Button>
        ))}
        <Button variant="default" size="xs" onClick={() => onChange({ measure: [...form.measure, { label: {}, value: null }] })}>
          {t('edit.measure.add')}
        </Button>
      </Group>
    </Stack>
  );
}
