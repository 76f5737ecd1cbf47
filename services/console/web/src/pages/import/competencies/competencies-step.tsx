import { Anchor, Stack } from '@mantine/core';
import { Link } from '@tanstack/react-router';

import { useText } from '../../../i18n/use-text.js';
import { CorrectionBar } from '../correcting/correction-bar.js';
import { Corrections } from '../correcting/corrections.js';
import { useRows } from '../correcting/use-rows.js';
import type { Correction, Preview } from '../preview/import-queries.js';
import type { useStoredImport } from '../preview/use-stored-import.js';
import { StepButtons } from '../step/step-buttons.js';
import { byGroup } from './by-group.js';
import { CompetencyTable } from './competency-table.js';
import { LevelsUnderstood } from './levels-understood.js';
import { Merges } from './merges.js';
import { Questions } from './questions.js';

interface CompetenciesStepProps {
  readonly preview: Preview;
  /** Whether the preview is from before what was said last. */
  readonly isAsked: boolean;
  /** As the server has read it, before anything was said of it. */
  readonly read: Preview;
  readonly kept: ReturnType<typeof useStoredImport>;
}

/** What was understood, and what a person says about it. */
export function CompetenciesStep({ preview, isAsked, read, kept: { stored, change } }: CompetenciesStepProps) {
  const { t } = useText();
  const rows = useRows(byGroup(preview).flatMap(({ competencies }) => competencies.map(({ id }) => id)));
  const correct = (...corrections: readonly Correction[]) => {
    change({ corrections: [...stored.corrections, ...corrections] });
    rows.clear();
    const [first] = corrections;
    if (first?.kind === 'merge' || first?.kind === 'link') rows.goTo(first.competencies[0] ?? '');
  };
  return (
    <Stack gap="xl">
      {preview.tables === undefined && stored.text !== '' && (
        <Anchor size="sm" renderRoot={(props) => <Link from="/admin/matrix/import" to="." search={(before) => ({ ...before, step: 'anomalies' })} {...props} />}>
          {t('import.line.ask')}
        </Anchor>
      )}
      <Questions preview={preview} correct={correct} />
      <LevelsUnderstood preview={preview} asked={isAsked ? stored.corrections : []} correct={correct} />
      <Merges preview={preview} />
      <CompetencyTable preview={preview} rows={rows}>
        <CorrectionBar preview={preview} rows={rows} correct={correct} canUndo={stored.corrections.length > 0} undo={() => change({ corrections: stored.corrections.slice(0, -1) })} />
      </CompetencyTable>
      <Corrections corrections={stored.corrections} previews={[read, preview]} change={(corrections) => change({ corrections })} />
      <StepButtons back="anomalies" next="compare" />
    </Stack>
  );
}
