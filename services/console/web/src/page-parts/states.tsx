// What every page shows while it has nothing else to show: one look for all of them.
import { Alert, Button, Center, Group, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconEyeOff, IconInbox } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { ApiError } from '../api/problem.js';
import { useText } from '../i18n/use-text.js';
import { detailsOf, SaidByServer } from './said-by-server.js';
import { useFocusOnArrival } from '../shown-page/new-page.js';

export function Loading({ rows = 5 }: { readonly rows?: number | undefined }) {
  const { t } = useText();
  return (
    <Stack role="status" data-loading aria-label={t('state.loading')} gap="sm" py="md">
      {Array.from({ length: rows }, (_, row) => (
        <Skeleton key={row} height={row === 0 ? 28 : 18} width={row === 0 ? '40%' : `${95 - row * 7}%`} />
      ))}
    </Stack>
  );
}

interface EmptyProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** What the person can do about it. */
  readonly action?: ReactNode;
}

export function Empty({ title, children, action }: EmptyProps) {
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={440} ta="center">
        <IconInbox size={40} stroke={1.3} aria-hidden />
        <Title order={2} size="h4">
          {title}
        </Title>
        <Text c="dimmed">{children}</Text>
        {action}
      </Stack>
    </Center>
  );
}

/** The same for what is forbidden, not released and not there: the difference is nobody's to know. */
export function Forbidden() {
  const { t } = useText();
  const heading = useFocusOnArrival();
  return (
    <Center py="xl">
      <Stack align="center" gap="xs" maw={440} ta="center">
        <IconEyeOff size={40} stroke={1.3} aria-hidden />
        <Title ref={heading} order={1} size="h4" tabIndex={-1}>
          {t('state.forbidden.title')}
        </Title>
        <Text c="dimmed">{t('state.forbidden.text')}</Text>
        <Button component={Link} to="/" variant="light">
          {t('state.forbidden.home')}
        </Button>
      </Stack>
    </Center>
  );
}

interface FailureProps {
  readonly error: unknown;
  readonly retry?: (() => void) | undefined;
}

/** As browsers and the bundler word it: a part of the page did not come. What was asked for once is not asked for again, so only a reload helps. */
const isPartMissing = (error: unknown): boolean => error instanceof Error && /dynamically imported module|importing a module script|preload CSS/i.test(error.message);

/** Says what went wrong in the server's words, and what to do. */
export function Failure({ error, retry }: FailureProps) {
  const { t } = useText();
  if (error instanceof ApiError && error.isForbidden) return <Forbidden />;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('state.error.title')} my="md">
      <WhatFailed error={error} retry={retry} />
    </Alert>
  );
}

/** Above what was read before. Whoever is in mid-word in it is not interrupted. */
export function NotReadAgain({ error, retry }: FailureProps) {
  const { t } = useText();
  return (
    <Alert role="status" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('state.not-again.title')} mb="md">
      <WhatFailed error={error} retry={retry} />
    </Alert>
  );
}

function WhatFailed({ error, retry }: FailureProps) {
  const { t } = useText();
  const isUnreachable = error instanceof ApiError && error.isUnreachable;
  const isMissing = isPartMissing(error);
  const correlationId = error instanceof ApiError ? error.correlationId : undefined;
  return (
    <Stack gap="xs">
      <Text size="sm">
        {isUnreachable ? t('state.error.offline') : isMissing ? t('state.error.part-missing') : error instanceof ApiError ? <SaidByServer error={error} /> : error instanceof Error ? error.message : String(error)}
      </Text>
      {error instanceof ApiError &&
        detailsOf(error).map((detail) => (
          <Text key={detail} size="sm" lang="en">
            {detail}
          </Text>
        ))}
      {correlationId !== undefined && (
        <Text size="xs" c="dimmed">
          {t('state.error.reference', { id: correlationId })}
        </Text>
      )}
      {retry !== undefined && (
        <Group>
          <Button variant="default" size="xs" onClick={isMissing ? () => window.location.reload() : retry}>
            {t('state.error.retry')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
