import { Button, Group, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';

import { useText } from '../../../i18n/use-text.js';
import classes from './form-actions.module.css';

interface FormActionsProps {
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly isPending: boolean;
  readonly isChanged: boolean;
  readonly onForget: () => void;
  readonly save: string;
  /** What else can be done with it. */
  readonly children?: ReactNode;
}

/** Why, for the history, and then it is saved. */
export function FormActions({ reason, onReason, isPending, isChanged, onForget, save, children }: FormActionsProps) {
  const { t } = useText();
  return (
    <>
      <TextInput label={t('edit.reason')} description={t('edit.reason.hint')} value={reason} maxLength={1_000} onChange={({ currentTarget }) => onReason(currentTarget.value)} />
      <Group justify="space-between" className={classes['actions']}>
        <Group gap="xs">
          <Button type="submit" loading={isPending} disabled={!isChanged}>
            {save}
          </Button>
          {isChanged && (
            <Button variant="subtle" onClick={onForget}>
              {t('edit.forget')}
            </Button>
          )}
        </Group>
        {children}
      </Group>
    </>
  );
}
