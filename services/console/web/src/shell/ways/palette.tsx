import { Modal, NavLink, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';

import { useText } from '../../i18n/use-text.js';
import { useDestinations, type Destination } from './navigation.js';

/** Finds a page by a part of its name. */
export function Palette({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useText();
  const navigate = useNavigate();
  const [wanted, setWanted] = useState('');
  const found = useDestinations().filter(({ name }) => t(name).toLocaleLowerCase().includes(wanted.trim().toLocaleLowerCase()));
  const close = () => {
    setWanted('');
    onClose();
  };
  const go = ({ to }: Destination) => {
    close();
    void navigate({ to });
  };
  return (
    <Modal opened={opened} onClose={close} title={t('shell.palette.label')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0] !== undefined) go(found[0]);
        }}
      >
        <Stack gap="xs">
          <TextInput data-autofocus aria-label={t('shell.palette.label')} value={wanted} onChange={(event) => setWanted(event.currentTarget.value)} />
          {found.map((destination) => (
            <NavLink key={destination.to} component="button" type="button" label={t(destination.name)} leftSection={<destination.icon size={18} aria-hidden />} onClick={() => go(destination)} />
          ))}
          {found.length === 0 && <Text c="dimmed">{t('shell.palette.nothing')}</Text>}
        </Stack>
      </form>
    </Modal>
  );
}
