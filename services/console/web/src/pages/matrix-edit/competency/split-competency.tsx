import { Button, Group, Stack, Text } from '@mantine/core';
import { slugOf } from '@rung/matrix-model/slug';
import { useState, type SyntheticEvent } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import { levelNameIn } from '../../../matrices/grid-view.js';
import { languagesOf, saidIn } from '../../../matrices/languages.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { Check } from '../fields/check.js';
import { TextFields } from '../fields/text-fields.js';
import type { CompetencyPartProps } from './edit-competency.js';

/** What some of its levels ask for becomes a competency of its own. */
export function SplitCompetency({ grid, competency, onGone }: CompetencyPartProps) {
  const { t } = useText();
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const change = useDraftChange(grid);
  const title = saidIn(typed);
  const id = slugOf(title['en'] ?? Object.values(title)[0] ?? '');
  const isWhole = id !== '' && chosen.length > 0 && chosen.length < competency.cells.length;
  const nameOf = (code: string): string => levelNameIn(grid.levels, code);
  const split = (event: SyntheticEvent) => {
    event.preventDefault();
    change.mutate({ changes: [{ kind: 'split-competency', competency: competency.id, id, title, levels: [...chosen], copied: false }] }, { onSuccess: onGone });
  };
  return (
    <details>
      <summary>{t('edit.split')}</summary>
      <form onSubmit={split}>
        <Stack gap="sm" mt="sm">
          <Text size="sm" c="dimmed">
            {t('edit.split.hint')}
          </Text>
          <Stack gap={0} role="group" aria-label={t('edit.split')}>
            {competency.cells.map(({ listedAt: [level = ''], statement }) => (
              <Check key={level} checked={chosen.includes(level)} onChange={(isIt) => setChosen(isIt ? [...chosen, level] : chosen.filter((one) => one !== level))}>
                <strong>{nameOf(level)}</strong> <Localized text={statement} />
              </Check>
            ))}
          </Stack>
          <TextFields label={t('edit.competency.title')} value={typed} languages={languagesOf(grid)} onChange={setTyped} />
          {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
          <Group>
            <Button type="submit" variant="default" disabled={!isWhole} loading={change.isPending}>
              {t('edit.split.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </details>
  );
}
