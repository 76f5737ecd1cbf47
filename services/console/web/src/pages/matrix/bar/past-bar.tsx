import { Alert, Button, Group, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import { matrixAddress } from '../../../matrices/matrix-address.js';

/** The moment that is looked at: another one, or back to now. */
export function PastBar({ at }: { readonly at: string }) {
  const { t, dateTime } = useText();
  const navigate = matrixAddress.useNavigate();
  const go = (moment: string | undefined) => void navigate({ search: (before) => ({ ...before, at: moment }), replace: true, resetScroll: false });
  return (
    <Alert variant="light" icon={<IconHistory aria-hidden />} title={t('matrix.past', { at: dateTime(at) })}>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="datetime-local"
          label={t('matrix.past.moment')}
          value={localMinute(at)}
          max={localMinute(new Date().toISOString())}
          onChange={({ currentTarget }) => currentTarget.value !== '' && go(new Date(currentTarget.value).toISOString())}
        />
        <Button variant="default" onClick={() => go(undefined)}>
          {t('matrix.past.now')}
        </Button>
      </Group>
    </Alert>
  );
}

/** As the browser's own field takes it: `2026-11-22T14:05`, where the person is. */
const localMinute = (instant: string): string => new Date(instant).toLocaleString('sv').slice(0, 16).replace(' ', 'T');
