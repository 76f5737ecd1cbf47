import { Button, Group, Stack, Text } from '@mantine/core';
import { useState } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { Check } from '../fields/check.js';
import type { CompetencyPartProps } from './edit-competency.js';

/** Statements that are about the same thing become one competency: those of higher levels raise those of lower ones. */
export function JoinCompetencies({ grid, competency, onGone }: CompetencyPartProps) {
  const { t, inLanguage } = useText();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const change = useDraftChange(grid);
  const others = grid.competencies.filter(({ id, group }) => group === competency.group && id !== competency.id);
  const startsOf = (id: string) => grid.competencies.find((one) => one.id === id)?.cells.flatMap(({ listedAt }) => listedAt.slice(0, 1)) ?? [];
  const starts = [competency.id, ...chosen].flatMap(startsOf);
  // two that start at one level can't both stand there: their words are put together
  const kind = new Set(starts).size < starts.length ? 'merge-competencies' : 'link-competencies';
  if (others.length === 0) return null;
  const join = () => change.mutate({ changes: [{ kind, into: competency.id, competencies: [...chosen] }] }, { onSuccess: onGone });
  return (
    <details>
      <summary>{t('edit.join')}</summary>
      <Stack gap="sm" mt="sm">
        <Text size="sm" c="dimmed">
          {t('edit.join.hint')}
        </Text>
        <Stack gap={0} role="group" aria-label={t('edit.join')}>
          {others.map(({ id, title }) => (
            <Check key={id} checked={chosen.includes(id)} onChange={(isIt) => setChosen(isIt ? [...chosen, id] : chosen.filter((one) => one !== id))}>
              {inLanguage(title)}
            </Check>
          ))}
        </Stack>
        {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
        <Group>
          <Button variant="default" disabled={chosen.length === 0} loading={change.isPending} onClick={join}>
            {t(kind === 'link-competencies' ? 'edit.join.link' : 'edit.join.merge', { count: chosen.length })}
          </Button>
        </Group>
      </Stack>
    </details>
  );
}
