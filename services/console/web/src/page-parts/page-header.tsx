import { Group, Stack, Text, Title } from '@mantine/core';
import { useEffect, type ReactNode } from 'react';

import { useFocusOnArrival } from '../shown-page/new-page.js';

interface PageHeaderProps {
  readonly title: string;
  readonly children?: ReactNode;
  /** Buttons and switches of the page. */
  readonly actions?: ReactNode;
}

/** The page's one heading, which also names the browser's tab. */
export function PageHeader({ title, children, actions }: PageHeaderProps) {
  const heading = useFocusOnArrival();
  useEffect(() => {
    document.title = `${title} · Rung`;
  }, [title]);
  return (
    <Group justify="space-between" align="flex-start" mb="lg" gap="md">
      <Stack gap={4} maw={720}>
        <Title ref={heading} order={1} size="h2" tabIndex={-1} id="page-title">
          {title}
        </Title>
        {children !== undefined && <Text c="dimmed">{children}</Text>}
      </Stack>
      {actions}
    </Group>
  );
}
