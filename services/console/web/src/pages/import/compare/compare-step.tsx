import { Button, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';

import { useCommand } from '../../../api/use-command.js';
import { useSameKeys } from '../../../api/use-same-keys.js';
import { useText } from '../../../i18n/use-text.js';
import { gridQuery, matricesQuery, type MatrixList } from '../../../matrices/matrix-queries.js';
import { Failure, Loading } from '../../../page-parts/states.js';
import { importAddress } from '../address/import-address.js';
import { acceptAndPublish } from '../preview/import-queries.js';
import type { Corrected } from '../preview/use-corrected.js';
import type { useStoredImport } from '../preview/use-stored-import.js';
import { StepButtons } from '../step/step-buttons.js';
import { Changes } from './changes.js';
import classes from './compare-step.module.css';
import { levelChanges } from './level-changes.js';
import { matrixChanges } from './matrix-changes.js';
import { statedInGrid, statedInPreview } from './stated.js';

interface CompareStepProps {
  readonly corrected: Corrected;
  readonly kept: ReturnType<typeof useStoredImport>;
}

const aNewOne = '';

/** What publishing would change, before anything is applied; then it is published. */
export function CompareStep({ corrected: { preview, isAsked, error }, kept }: CompareStepProps) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const navigate = importAddress.useNavigate();
  const matrices = useQuery(matricesQuery);
  const { stored, change, forget } = kept;
  const target = matrices.data?.matrices.find(({ matrix }) => matrix === stored.matrix);
  const published = publishedOf(target);
  const before = useQuery({ ...gridQuery(target?.matrix ?? '', published ?? 0), enabled: published !== undefined });
  const knownName = target?.name ?? preview.name;
  const name = stored.name.trim() || (knownName ?? '');
  const nameField = useRef<HTMLInputElement>(null);
  const [isNameMissed, setIsNameMissed] = useState(false);
  const keysOf = useSameKeys();
  const acceptance = { name, matrix: target?.matrix, corrections: [...stored.corrections] };
  const publishing = useCommand({
    mutationFn: () => acceptAndPublish(preview.id, acceptance, keysOf([preview.id, acceptance], 2)),
    onSuccess: async ({ matrix, version }) => {
      await queryClient.invalidateQueries({ queryKey: ['matrices'] });
      await navigate({ search: { step: 'done', matrix, version } });
      forget();
    },
  });
  if (matrices.data === undefined) return matrices.error === null ? <Loading /> : <Failure error={matrices.error} retry={() => void matrices.refetch()} />;
  const publish = (): void => {
    setIsNameMissed(name === '');
    if (name === '') nameField.current?.focus();
    else publishing.mutate();
  };
  return (
    <Stack gap="lg">
      <div className={classes['target']}>
        <NativeSelect
          label={t('import.target')}
          value={target?.matrix ?? aNewOne}
          onChange={({ currentTarget }) => change({ matrix: currentTarget.value || null, name: '' })}
          data={[{ value: aNewOne, label: t('import.target.new') }, ...matrices.data.matrices.map(({ matrix, name: label }) => ({ value: matrix, label: t('import.target.version', { name: label }) }))]}
        />
        <TextInput
          label={t('import.name')}
          ref={nameField}
          placeholder={knownName ?? t('import.name.placeholder')}
          value={stored.name}
          onChange={({ currentTarget }) => change({ name: currentTarget.value })}
          maxLength={200}
          required={knownName === undefined}
          error={isNameMissed && name === '' && t('import.name.missing')}
        />
      </div>
      {published === undefined && <Text c="dimmed">{t('import.changes.first', { count: preview.competencies.length })}</Text>}
      {published !== undefined && before.error !== null && <Failure error={before.error} retry={() => void before.refetch()} />}
      {published !== undefined && before.data === undefined && before.error === null && <Loading />}
      {before.data !== undefined && published !== undefined && (
        <Changes changes={matrixChanges(statedInGrid(before.data, preview.language), statedInPreview(preview))} levels={levelChanges(before.data.levels, preview.levels)} version={published} />
      )}
      {publishing.error !== null && <Failure error={publishing.error} />}
      <Text size="sm" c="dimmed">
        {t('import.publish.text')}
      </Text>
      <StepButtons back="competencies">
        <Button onClick={publish} loading={publishing.isPending} disabled={isAsked || error !== null || publishing.isSuccess}>
          {t('import.publish')}
        </Button>
      </StepButtons>
    </Stack>
  );
}

function publishedOf(matrix: MatrixList['matrices'][number] | undefined): number | undefined {
  return matrix?.versions.findLast(({ status }) => status === 'published')?.version;
}
