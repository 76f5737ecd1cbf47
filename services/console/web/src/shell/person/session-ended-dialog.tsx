import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';

import { useText } from '../../i18n/use-text.js';
import { signInUrl } from '../../session/session.js';

interface SessionEndedDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  /** At this tab. */
  readonly onSignIn: () => void;
}

export function SessionEndedDialog({ opened, onClose, onSignIn }: SessionEndedDialogProps) {
  const { t } = useText();
  const { href } = useLocation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.expired.title')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <Stack>
        {/* who is in mid-word types on for a moment: no key of theirs may follow a link */}
        <Text data-autofocus tabIndex={-1} style={{ outline: 'none' }}>
          {t('shell.expired.text')}
        </Text>
        <Group>
          <Button component="a" href={signInUrl(href)} onClick={onSignIn}>
            {t('shell.expired.again')}
          </Button>
          <Button component="a" href={signInUrl('/')} target="_blank" rel="noopener" variant="default">
            {t('shell.expired.tab')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
