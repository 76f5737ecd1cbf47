import { Button, Divider, Popover, Stack, Switch, Text } from '@mantine/core';
import { IconKeyboard, IconLogout, IconSearch, type Icon } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { useText } from '../../i18n/use-text.js';
import { signOut, type Session } from '../../session/session.js';
import { KeyCaps } from '../../keys/key-caps.js';
import { PersonButton } from './person-button.js';
import { LanguageSwitch, ThemeSwitch } from './preferences.js';
import { useSingleKeys } from '../../keys/single-keys.js';

export interface SettingsMenuProps {
  readonly session: Session;
  readonly onKeys: () => void;
  readonly onPalette: () => void;
}

/** Loaded when somebody opens it for the first time: so it begins open. */
export function SettingsMenu({ session, onKeys, onPalette }: SettingsMenuProps) {
  const { t } = useText();
  const [singleKeys, setSingleKeys] = useSingleKeys();
  const [opened, setOpened] = useState(true);
  const button = useRef<HTMLButtonElement>(null);
  /** What opens instead gives the focus back to what has it now, which must not be gone with the menu. */
  const instead = (open: () => void) => () => {
    button.current?.focus();
    setOpened(false);
    open();
  };
  const signingOut = useMutation({ mutationFn: () => signOut(session.person.id) });
  return (
    // what had the focus when it was opened for the first time, the button before this was loaded, is gone when it closes
    <Popover opened={opened} onChange={setOpened} onClose={() => button.current?.focus()} position="bottom-end" width={300} shadow="md" trapFocus>
      <Popover.Target>
        <PersonButton session={session} ref={button} onClick={() => setOpened(!opened)} />
      </Popover.Target>
      <Popover.Dropdown aria-label={t('shell.person', { name: session.person.name })}>
        <Stack gap="sm">
          <Text size="sm" fw={600}>
            {session.person.name}
          </Text>
          <LanguageSwitch />
          <ThemeSwitch />
          <Switch checked={singleKeys} onChange={({ currentTarget }) => setSingleKeys(currentTarget.checked)} label={t('shell.keys.single')} />
          <Divider />
          <div>
            <MenuButton icon={IconSearch} keys={['Ctrl', 'K']} onClick={instead(onPalette)}>
              {t('shell.keys.palette')}
            </MenuButton>
            <MenuButton icon={IconKeyboard} keys={singleKeys ? ['?'] : []} onClick={instead(onKeys)}>
              {t('shell.keys.title')}
            </MenuButton>
          </div>
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

interface MenuButtonProps {
  readonly icon: Icon;
  /** That do the same. */
  readonly keys: readonly string[];
  readonly onClick: () => void;
  readonly children: string;
}

function MenuButton({ icon: ButtonIcon, keys, onClick, children }: MenuButtonProps) {
  return (
    <Button fullWidth variant="subtle" color="gray" c="var(--mantine-color-text)" styles={{ label: { flex: 1 } }} leftSection={<ButtonIcon size={16} aria-hidden />} rightSection={<KeyCaps keys={keys} />} onClick={onClick}>
      {children}
    </Button>
  );
}
