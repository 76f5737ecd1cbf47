import { Menu, Stack, Text } from '@mantine/core';
import { IconLogout } from '@tabler/icons-react';

import { useText } from '../i18n/use-text.js';
import { signOut, type Session } from '../session/session.js';
import { PersonButton } from './person-button.js';
import { LanguageSwitch, ThemeSwitch } from './preferences.js';

/** Loaded when somebody opens it for the first time: so it begins open. */
export function SettingsMenu({ session }: { readonly session: Session }) {
  const { t } = useText();
  return (
    <Menu defaultOpened position="bottom-end" width={300} closeOnItemClick={false} trapFocus returnFocus>
      <Menu.Target>
        <PersonButton session={session} />
      </Menu.Target>
      <Menu.Dropdown>
        <Stack gap="sm" p="sm">
          <Text size="sm" fw={600}>
            {session.person.name}
          </Text>
          <LanguageSwitch />
          <ThemeSwitch />
        </Stack>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={16} aria-hidden />} onClick={() => void signOut()}>
          {t('shell.sign-out')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
