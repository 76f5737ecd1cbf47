import { Badge, type MantineColor } from '@mantine/core';
import { IconCheck, IconCircleDashed, IconEye, IconFlag, IconGavel, IconLock, IconPencil, IconScale, type Icon } from '@tabler/icons-react';

import { useText } from '../i18n/use-text.js';

/** The closed list of words for states: the page has no others. */
export const statuses = ['not-started', 'draft', 'submitted', 'in-calibration', 'final', 'released', 'acknowledged', 'appealed'] as const;
export type Status = (typeof statuses)[number];

const looks: Record<Status, { readonly color: MantineColor; readonly icon: Icon }> = {
  'not-started': { color: 'gray', icon: IconCircleDashed },
  draft: { color: 'yellow', icon: IconPencil },
  submitted: { color: 'blue', icon: IconCheck },
  'in-calibration': { color: 'grape', icon: IconScale },
  final: { color: 'indigo', icon: IconLock },
  released: { color: 'rung', icon: IconEye },
  acknowledged: { color: 'teal', icon: IconFlag },
  appealed: { color: 'orange', icon: IconGavel },
};

/** Colour, icon and word: none of them says it alone. */
export function StatusBadge({ status }: { readonly status: Status }) {
  const { t } = useText();
  const { color, icon: StatusIcon } = looks[status];
  return (
    <Badge variant="default" tt="none" fw={500} leftSection={<StatusIcon size={14} aria-hidden color={`var(--mantine-color-${color}-text)`} />}>
      {t(`status.${status}`)}
    </Badge>
  );
}
