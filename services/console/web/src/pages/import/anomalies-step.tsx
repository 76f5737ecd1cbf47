import { Button, Group, Kbd, Stack, Text } from '@mantine/core';
import { useEffect, useMemo, useRef } from 'react';

import { useText } from '../../i18n/use-text.js';
import { Empty } from '../../page-parts/states.js';
import { usePageKeys } from '../../shell/page-keys.js';
import { useKeys } from '../../shell/single-keys.js';
import { AnomalyText } from './anomaly-text.js';
import classes from './anomalies-step.module.css';
import type { Preview } from './import-queries.js';
import { importRoute } from './import-route.js';
import { MarkedText } from './marked-text.js';
import { markedLines } from './marked-lines.js';
import { StepButtons } from './step-buttons.js';
import { usePlace } from './use-place.js';

const keysToOthers = [{ keys: ['j', 'k'], text: 'shell.keys.next' }] as const;
const noKeys = [] as const;

/** What looks wrong, at its place in the text, or named by it where it is a file's: it was read all the same, and this says how. */
export function AnomaliesStep({ preview, text }: { readonly preview: Preview; readonly text: string }) {
  const { t } = useText();
  const placeOf = usePlace();
  const navigate = importRoute.useNavigate();
  const { anomaly = 1 } = importRoute.useSearch();
  const { anomalies } = preview;
  const lines = useMemo(() => markedLines(text, anomalies), [text, anomalies]);
  const current = Math.min(anomaly, anomalies.length) - 1;
  const looked = anomalies[current];
  const list = useRef<HTMLOListElement>(null);
  const go = (to: number) => {
    if (anomalies[to] !== undefined) void navigate({ search: (before) => ({ ...before, anomaly: to + 1 }), replace: true, resetScroll: false });
  };
  useKeys({ j: () => go(current + 1), k: () => go(current - 1) });
  usePageKeys(anomalies.length > 1 ? keysToOthers : noKeys);
  useEffect(() => {
    // within the list alone: the page stays where it is
    const item = list.current?.children[current];
    if (item instanceof HTMLElement && list.current !== null) list.current.scrollTop = item.offsetTop - list.current.clientHeight / 2;
  }, [current]);
  if (anomalies.length === 0) {
    return (
      <Stack>
        <Empty title={t('import.anomalies.none')}>{t('import.anomalies.none.text')}</Empty>
        <StepButtons back={preview.tables === undefined ? 'text' : 'mapping'} next="competencies" />
      </Stack>
    );
  }
  return (
    <Stack gap="md">
      <div className={classes['head']}>
        <div role="status">
          <Text span fw={600} mr="sm">
            {t('import.anomalies.at', { at: current + 1, all: anomalies.length })}
          </Text>
          {looked !== undefined && <AnomalyText anomaly={looked} text={text} />}
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
      <div className={text === '' ? undefined : classes['columns']}>
        {text !== '' && <MarkedText lines={lines} current={current} />}
        <ol ref={list} className={classes['list']} aria-label={t('import.step.anomalies')}>
          {anomalies.map((one, at) => (
            <li key={at}>
              <button type="button" className={classes['anomaly']} aria-current={at === current} onClick={() => go(at)}>
                <span className={classes['number']}>{at + 1}</span>
                <span>
                  <AnomalyText anomaly={one} text={text} />
                  <span className={classes['place']}>{placeOf(one)}</span>
                </span>
              </button>
            </li>
          ))}
        </ol>
      </div>
      <StepButtons back={preview.tables === undefined ? 'text' : 'mapping'} next="competencies" />
    </Stack>
  );
}
