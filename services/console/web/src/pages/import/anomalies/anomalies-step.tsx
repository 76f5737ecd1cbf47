import { Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { useMemo } from 'react';

import { useText } from '../../../i18n/use-text.js';
import { usePageKeys } from '../../../keys/page-keys.js';
import { useKeys } from '../../../keys/single-keys.js';
import { Empty } from '../../../page-parts/states.js';
import { importAddress } from '../address/import-address.js';
import { Corrections } from '../correcting/corrections.js';
import type { Correction, Preview } from '../preview/import-queries.js';
import type { useStoredImport } from '../preview/use-stored-import.js';
import { StepButtons } from '../step/step-buttons.js';
import classes from './anomalies-step.module.css';
import { AnomalyList } from './anomaly-list.js';
import { AnomalyText } from './anomaly-text.js';
import { markedLines } from './marked-lines.js';
import { MarkedText } from './marked-text.js';
import { SaidLine } from './said-line.js';

interface AnomaliesStepProps {
  readonly preview: Preview;
  /** As the server has read it, before anything was said of it. */
  readonly read: Preview;
  readonly kept: ReturnType<typeof useStoredImport>;
}

const keysToOthers = [{ keys: ['j', 'k'], text: 'shell.keys.next' }] as const;
const noKeys = [] as const;

/** What looks wrong, at its place in the text, or named by it where it is a file's: it was read all the same, and this says how. */
export function AnomaliesStep({ preview, read, kept: { stored, change } }: AnomaliesStepProps) {
  const { t } = useText();
  const navigate = importAddress.useNavigate();
  const { anomaly = 1 } = importAddress.useSearch();
  const { anomalies, tables } = preview;
  const text = tables === undefined ? stored.text : '';
  const lines = useMemo(() => markedLines(text, anomalies), [text, anomalies]);
  const current = Math.min(anomaly, anomalies.length) - 1;
  const looked = anomalies[current];
  const go = (to: number) => {
    if (anomalies[to] !== undefined) void navigate({ search: (before) => ({ ...before, anomaly: to + 1 }), replace: true, resetScroll: false });
  };
  const correct = (correction: Correction) => change({ corrections: [...stored.corrections, correction] });
  useKeys({ j: () => go(current + 1), k: () => go(current - 1) });
  usePageKeys(anomalies.length > 1 ? keysToOthers : noKeys);
  return (
    <Stack gap="md">
      {looked === undefined && <Empty title={t('import.anomalies.none')}>{t('import.anomalies.none.text')}</Empty>}
      {looked !== undefined && (
        <div className={classes['head']}>
          <div role="status">
            <Text span fw={600} mr="sm">
              {t('import.anomalies.at', { at: current + 1, all: anomalies.length })}
            </Text>
            <AnomalyText anomaly={looked} />
          </div>
          <Group gap="xs" wrap="nowrap">
            <Button variant="default" disabled={current === 0} onClick={() => go(current - 1)} rightSection={<Kbd visibleFrom="sm">k</Kbd>}>
              {t('import.anomalies.previous')}
            </Button>
            <Button variant="default" disabled={current === anomalies.length - 1} onClick={() => go(current + 1)} rightSection={<Kbd visibleFrom="sm">j</Kbd>}>
              {t('import.anomalies.next')}
            </Button>
          </Group>
        </div>
      )}
      <div className={text === '' || looked === undefined ? undefined : classes['columns']}>
        {text !== '' && <MarkedText lines={lines} current={current} />}
        {looked !== undefined && <AnomalyList anomalies={anomalies} current={current} go={go} />}
      </div>
      {text !== '' && <SaidLine text={text} line={looked?.line ?? 1} correct={correct} />}
      <Corrections corrections={stored.corrections} previews={[read, preview]} change={(corrections) => change({ corrections })} />
      <StepButtons back={tables === undefined ? 'text' : 'mapping'} next="competencies" />
    </Stack>
  );
}
