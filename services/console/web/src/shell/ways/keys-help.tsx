import { Modal, Stack, Switch, Table, Text, Title } from '@mantine/core';

import { useText } from '../../i18n/use-text.js';
import { areSingle } from '../../keys/are-single.js';
import { KeyCaps } from '../../keys/key-caps.js';
import { useDestinations } from './navigation.js';
import { useShownPageKeys } from '../../keys/page-keys.js';
import { useSingleKeys } from '../../keys/single-keys.js';

interface SaidKey {
  readonly keys: readonly string[];
  readonly text: string;
}

/** The keys that do something where one is. */
export function KeysHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useText();
  const [on, setOn] = useSingleKeys();
  const here = useShownPageKeys().map(({ keys, text }) => ({ keys, text: t(text) }));
  const everywhere = [
    { keys: ['?'], text: t('shell.keys.help') },
    { keys: ['Ctrl', 'K'], text: t('shell.keys.palette') },
    ...useDestinations().map(({ key, name }) => ({ keys: ['g', key], text: t('shell.keys.go', { name: t(name) }) })),
    { keys: ['Esc'], text: t('shell.keys.back') },
  ];
  const acting = (all: readonly SaidKey[]) => all.filter(({ keys }) => on || !areSingle(keys));
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.keys.title')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <Stack>
        <KeyTable title={t('shell.keys.here')} rows={acting(here)} />
        <KeyTable title={t('shell.keys.everywhere')} rows={acting(everywhere)} />
        <Switch checked={on} onChange={(event) => setOn(event.currentTarget.checked)} label={t('shell.keys.single')} description={<Text span size="xs">{t('shell.keys.single.hint')}</Text>} />
      </Stack>
    </Modal>
  );
}

function KeyTable({ title, rows }: { readonly title: string; readonly rows: readonly SaidKey[] }) {
  if (rows.length === 0) return null;
  return (
    <section>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Table>
        <Table.Tbody>
          {rows.map(({ keys, text }) => (
            <Table.Tr key={text}>
              <Table.Td w={120}>
                <KeyCaps keys={keys} />
              </Table.Td>
              <Table.Td>{text}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </section>
  );
}
