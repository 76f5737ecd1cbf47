import { Button, Group } from '@mantine/core';

import { useText } from '../i18n/use-text.js';

interface NextPageProps {
  /** A read that comes page by page. */
  readonly read: { readonly hasNextPage: boolean; readonly isFetchingNextPage: boolean; readonly fetchNextPage: () => Promise<unknown> };
}

/** The way to more of a list; nothing at its end. */
export function NextPage({ read }: NextPageProps) {
  const { t } = useText();
  if (!read.hasNextPage) return null;
  return (
    <Group>
      <Button variant="default" loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
        {t('people.more')}
      </Button>
    </Group>
  );
}
