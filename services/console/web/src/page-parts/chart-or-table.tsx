import { SegmentedControl } from '@mantine/core';

import { shows, type Show } from '../address/search-params.js';
import { useText } from '../i18n/use-text.js';

/** Every chart has a table twin; which of them is shown is part of the address. */
export function ChartOrTable({ value, onChange }: { readonly value: Show; readonly onChange: (show: Show) => void }) {
  const { t } = useText();
  return (
    <SegmentedControl
      aria-label={t('view.label')}
      value={value}
      onChange={(show) => onChange(show as Show)}
      data={shows.map((show) => ({ value: show, label: t(`view.${show}`) }))}
    />
  );
}
