import { Group, Kbd, Modal, Stack, Switch, Table, Text } from '@mantine/core';

import { useText } from '../i18n/use-text.js';
import { useSession } from '../session/use-session.js';
import { destinationsFor } from './navigation.js';
import { useShownPageKeys } from './page-keys.js';
import { useSingleKeys } from './single-keys.js';

export function KeysHelp({ opened, onClose }: { readonly opened: boolean; readonly onClose: () => void }) {
  const { t } = useText();
  const [on, setOn] = useSingleKeys();
  const reachable = destinationsFor(useSession().has);
  const rows = [
    ...useShownPageKeys().map(({ keys, text }) => ({ keys, text: t(text) })),
    { keys: ['?'], text: t('shell.keys.help') },
    { keys: ['Ctrl', 'K'], text: t('shell.keys.palette') },
    { keys: ['g'], text: t('shell.keys.go', { keys: reachable.map(({ key }) => key).join(', '), names: reachable.map(({ name }) => t(name)).join(', ') }) },
    { keys: ['/'], text: t('shell.keys.filter') },
    { keys: ['j', 'k'], text: t('shell.keys.next') },
    { keys: ['←', '↑', '↓', '→'], text: t('shell.keys.arrows') },
    { keys: ['Esc'], text: t('shell.keys.back') },
  ];
  return (
    <Modal opened={opened} onClose={onClose} title={t('shell.keys.title')} closeButtonProps={{ 'aria-label': t('shell.close') }}>
      <Stack>
        <Table>
          <Table.Tbody>
            {rows.map(({ keys, text }) => (
              <Table.Tr key={text}>
                <Table.Td>
                  <Group gap={4} wrap="nowrap">
                    {keys.map((key) => (
                      <Kbd key={key}>{key}</Kbd>
                    ))}
                  </Group>
                </Table.Td>
                <Table.Td>{text}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
        <Switch checked={on} onChange={(event) => setOn(event.currentTarget.checked)} label={t('shell.keys.single')} description={<Text span size="xs">{t('shell.keys.single.hint')}</Text>} />
      </Stack>
    </Modal>
  );
}
