import { Button, Text, type ButtonProps } from '@mantine/core';
import { IconUserCircle } from '@tabler/icons-react';
import type { ComponentPropsWithRef } from 'react';

import { useText } from '../../i18n/use-text.js';
import type { Session } from '../../session/session.js';

type PersonButtonProps = ButtonProps & Omit<ComponentPropsWithRef<'button'>, keyof ButtonProps> & { readonly session: Session };

export function PersonButton({ session, ...button }: PersonButtonProps) {
  const { t } = useText();
  return (
    <Button variant="subtle" color="gray" c="var(--mantine-color-text)" px="xs" leftSection={<IconUserCircle size={22} stroke={1.6} aria-hidden />} aria-label={t('shell.person', { name: session.person.name })} {...button}>
      <Text span size="sm" visibleFrom="sm" truncate maw={180}>
        {session.person.name}
      </Text>
    </Button>
  );
}
