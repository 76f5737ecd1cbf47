import { Modal, NavLink, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useEffectEvent } from 'react';

import { useText } from '../../i18n/use-text.js';
import type { TypedAhead } from '../../keys/typed-ahead.js';
import { useDestinations, type Destination } from './navigation.js';

interface PaletteProps extends TypedAhead {
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** Finds a page by a part of its name. */
export function Palette({ opened, onClose, typed, type, isGiven }: PaletteProps) {
  const { t } = useText();
  const navigate = useNavigate();
  const found = useDestinations().filter(({ name }) => t(name).toLocaleLowerCase().includes(typed.trim().toLocaleLowerCase()));
  const go = ({ to }: Destination) => {
    onClose();
    void navigate({ to });
  };
  const goToFirst = () => {
    if (found[0] !== undefined) go(found[0]);
  };
  const goAtOnce = useEffectEvent(goToFirst);
  useEffect(() => {
    if (opened && isGiven) goAtOnce();
  }, [opened, isGiven]);
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.palette.label')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          goToFirst();
        }}
      >
        <Stack gap="xs">
          <TextInput data-autofocus aria-label={t('shell.palette.label')} value={typed} onChange={(event) => type(event.currentTarget.value)} />
          {found.map((destination) => (
            <NavLink key={destination.to} component="button" type="button" label={t(destination.name)} leftSection={<destination.icon size={18} aria-hidden />} onClick={() => go(destination)} />
          ))}
          {found.length === 0 && <Text c="dimmed">{t('shell.palette.nothing')}</Text>}
        </Stack>
      </form>
    </Modal>
  );
}
