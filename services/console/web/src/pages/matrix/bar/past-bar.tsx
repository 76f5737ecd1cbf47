import { Alert, Button, Group, TextInput } from '@mantine/core';
import { IconHistory } from '@tabler/icons-react';
import { useState } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { matrixAddress } from '../../../matrices/matrix-address.js';

/** The moment that is looked at: another one, or back to now. */
export function PastBar({ at }: { readonly at: string }) {
  const { t, dateTime } = useText();
  const navigate = matrixAddress.useNavigate();
  // the address follows what is typed, part by part, a moment later
  const [typed, setTyped] = useState<string>();
  const go = (moment: string | undefined) => void navigate({ search: (before) => ({ ...before, at: moment }), replace: true, resetScroll: false });
  return (
    <Alert variant="light" icon={<IconHistory aria-hidden />} title={t('matrix.past', { at: dateTime(at) })}>
      <Group gap="sm" align="flex-end">
        <TextInput
          type="datetime-local"
          label={t('matrix.past.moment')}
          value={typed ?? localMinute(at)}
          min="2000-01-01T00:00"
          max={localMinute(new Date().toISOString())}
          onChange={({ currentTarget }) => {
            setTyped(currentTarget.value);
            // a year that is typed is 0002 first, and no moment to go to
            if (currentTarget.value !== '' && currentTarget.validity.valid) go(new Date(currentTarget.value).toISOString());
          }}
          onBlur={() => setTyped(undefined)}
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
