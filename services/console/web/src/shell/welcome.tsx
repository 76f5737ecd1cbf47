import { Button, Center, Group, Stack, Text, Title } from '@mantine/core';
import { useLocation } from '@tanstack/react-router';

import { useText } from '../i18n/use-text.js';
import { signInUrl } from '../session/session.js';
import { LanguageSwitch, ThemeSwitch } from './person/preferences.js';

/** What somebody sees who is not signed in, wherever they wanted to go: they come there afterwards. */
export function Welcome() {
  const { t } = useText();
  const { href } = useLocation();
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack align="center" maw={480} ta="center" gap="lg">
        <Group gap="sm">
          <img src="/assets/rung.svg" alt="" width={56} height={56} />
          <Text fw={700} fz={28}>
            {t('shell.title')}
          </Text>
        </Group>
        <Title order={1}>{t('shell.sign-in.title')}</Title>
        <Text c="dimmed" size="lg">
          {t('shell.sign-in.text')}
        </Text>
        <Button component="a" href={signInUrl(href)} size="md" data-autofocus>
          {t('shell.sign-in')}
        </Button>
        <Group justify="center">
          <LanguageSwitch />
          <ThemeSwitch />
        </Group>
      </Stack>
    </Center>
  );
}
