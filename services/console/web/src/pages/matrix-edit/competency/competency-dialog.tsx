import { Divider, Stack, Text } from '@mantine/core';
import { useParams } from '@tanstack/react-router';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import '../../../page-parts/form-styles.js';
import { SideDialog } from '../../../page-parts/side-dialog.js';
import { useDraft } from '../draft/use-draft.js';
import { EditCompetency } from './edit-competency.js';
import { EndCompetency } from './end-competency.js';
import { JoinCompetencies } from './join-competencies.js';
import { SplitCompetency } from './split-competency.js';

/** A competency of a draft as a whole: its title, its place, what it is joined with, and where it ends. */
export function CompetencyDialog() {
  const { t } = useText();
  const { code } = useParams({ from: '/matrix/$matrix/v/$version/c/$code' });
  const { grid, close } = useDraft();
  if (grid === undefined) return null;
  const competency = grid.competencies.find(({ id }) => id === code);
  if (competency === undefined) {
    return (
      <SideDialog title={t('edit.competency.gone')} onClose={close}>
        <Text c="dimmed">{t('edit.competency.gone.text')}</Text>
      </SideDialog>
    );
  }
  const parts = { grid, competency, onGone: close };
  return (
    <SideDialog title={<Localized text={competency.title} />} onClose={close}>
      <Stack gap="xl" key={code}>
        <EditCompetency {...parts} />
        <Divider />
        <JoinCompetencies {...parts} />
        {competency.cells.length > 1 && <SplitCompetency {...parts} />}
        <Divider />
        <EndCompetency {...parts} />
      </Stack>
    </SideDialog>
  );
}
