import { Button, Divider, Popover, Stack, Switch, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef } from 'react';

import { useText } from '../i18n/use-text.js';
import { signOut, type Session } from '../session/session.js';
import { PersonButton } from './person-button.js';
import { LanguageSwitch, ThemeSwitch } from './preferences.js';
import { useSingleKeys } from './single-keys.js';

/** Loaded when somebody opens it for the first time: so it begins open. */
export function SettingsMenu({ session }: { readonly session: Session }) {
  const { t } = useText();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const button = useRef<HTMLButtonElement>(null);
  const signingOut = useMutation({ mutationFn: () => signOut(session.person.id) });
  return (
    // what had the focus when it was opened for the first time, the button before this was loaded, is gone when it closes
    <Popover onClose={() => button.current?.focus()} defaultOpened position="bottom-end" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <PersonButton session={session} ref={button} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.person', { name: session.person.name })}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {session.person.name}
          </Text>
          <LanguageSwitch />
          <ThemeSwitch />
          {/* here too: switched off, no key leads to the help any more */}
          <Switch checked={singleKeys} onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)} label={t('shell.keys.single')} />
          <Divider />
          {signingOut.error !== null && (
            <Text size="sm" role="alert" c="var(--mantine-color-error)">
              {t('shell.sign-out.failed')}
            </Text>
          )}
          <Button loading={signingOut.isPending} variant="subtle" color="gray" c="var(--mantine-color-text)" justify="flex-start" leftSection={<IconLogout size={16} aria-hidden />} onClick={() => signingOut.mutate()}>
            {t('shell.sign-out')}
          </Button>
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
