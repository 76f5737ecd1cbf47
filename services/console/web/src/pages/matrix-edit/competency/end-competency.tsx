import { Button, Group, NativeSelect, Stack, Text } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Change } from '../../../matrices/draft-changes.js';
import { levelName, levelNameIn } from '../../../matrices/grid-view.js';
import { languagesOf, saidIn } from '../../../matrices/languages.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { TextFields } from '../fields/text-fields.js';
import type { CompetencyPartProps } from './edit-competency.js';

/** From a level on it is expected no more; or it was never meant, and is taken out. */
export function EndCompetency({ grid, competency, onGone }: CompetencyPartProps) {
  const { t } = useText();
  const { id, ended } = competency;
  const later = grid.levels.slice(1);
  const [level, setLevel] = useState(later.at(-1)?.code ?? '');
  const [reason, setReason] = useState<Readonly<Record<string, string>>>({});
  const change = useDraftChange(grid);
  const send = (wanted: Change, then?: () => void) => change.mutate({ changes: [wanted] }, { onSuccess: then });
  const end = (event: SyntheticEvent) => {
    event.preventDefault();
    send({ kind: 'end-competency', competency: id, level, reason: saidIn(reason) });
  };
  return (
    <Stack gap="md">
      {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
      {ended !== undefined && (
        <Group justify="space-between">
          <Text size="sm">{t('matrix.cell.ended', { level: levelNameIn(grid.levels, ended.level) })}</Text>
          <Button variant="default" size="xs" loading={change.isPending} onClick={() => send({ kind: 'continue-competency', competency: id })}>
            {t('edit.continue')}
          </Button>
        </Group>
      )}
      {ended === undefined && grid.reading === 'additive' && later.length > 0 && (
        <details>
          <summary>{t('edit.end')}</summary>
          <form onSubmit={end}>
            <Stack gap="sm" mt="sm">
              <NativeSelect label={t('edit.end.level')} value={level} data={later.map((one) => ({ value: one.code, label: levelName(one) }))} onChange={({ currentTarget }) => setLevel(currentTarget.value)} />
              <TextFields label={t('edit.end.reason')} value={reason} languages={languagesOf(grid)} onChange={setReason} />
              <Group>
                <Button type="submit" variant="default" loading={change.isPending} disabled={Object.keys(saidIn(reason)).length === 0}>
                  {t('edit.end.go')}
                </Button>
              </Group>
            </Stack>
          </form>
        </details>
      )}
      <Group>
        <Button variant="light" color="red" loading={change.isPending} onClick={() => send({ kind: 'remove-competency', competency: id }, onGone)}>
          {t('edit.competency.remove')}
        </Button>
      </Group>
      <Text size="xs" c="dimmed">
        {t('edit.undo.hint')}
      </Text>
    </Stack>
  );
}
