import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { Localized } from '../../i18n/localized.js';
import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { levelNameIn } from '../../matrices/grid-view.js';
import type { Grid } from '../../matrices/matrix-queries.js';
import list from '../../page-parts/changes.module.css';
import { ChangedCompetency } from './changed-competency.js';
import { diffCounts } from './diff-counts.js';
import classes from './diff.module.css';
import { FrameLineText } from './frame/frame-line-text.js';
import { frameLines } from './frame/frame-lines.js';
import type { VersionDiff } from './matrix-diff-query.js';

interface DiffSectionsProps {
  readonly diff: VersionDiff;
  readonly before: Grid;
  readonly after: Grid;
}

export function DiffSections({ diff, before, after }: DiffSectionsProps) {
  const { t } = useText();
  const counts = diffCounts(diff);
  const lines = frameLines(diff.frame);
  const isEmpty = counts.every(({ count }) => count === 0) && lines.length === 0 && diff.changed.length === 0;
  if (isEmpty) return <Text>{t('diff.none')}</Text>;
  return (
    <Stack gap="xl">
      <ul className={list['counts']}>
        {counts.map(({ kind, count }) => (
          <li key={kind} data-none={count === 0 || undefined}>
            <strong>{count}</strong> {t(`diff.count.${kind}`, { count })}
          </li>
        ))}
      </ul>
      <Section title={t('diff.frame')} count={lines.length}>
        {lines.map((line) => (
          <li key={JSON.stringify(line)}>
            <FrameLineText line={line} />
          </li>
        ))}
      </Section>
      <Section title={t('diff.added')} count={diff.added.length}>
        {diff.added.map((one) => (
          <WholeCompetency key={one.id} competency={one} grid={after} mark="come" />
        ))}
      </Section>
      <Section title={t('diff.removed')} count={diff.removed.length}>
        {diff.removed.map((one) => (
          <WholeCompetency key={one.id} competency={one} grid={before} mark="gone" />
        ))}
      </Section>
      <Section title={t('diff.changed')} count={diff.changed.length}>
        {diff.changed.map((one) => (
          <ChangedCompetency key={one.competency} changed={one} before={before} after={after} />
        ))}
      </Section>
    </Stack>
  );
}

function Section({ title, count, children }: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs">
        {title} <span className={list['number']}>{count}</span>
      </Title>
      <ul className={list['changes']}>{children}</ul>
    </section>
  );
}

interface WholeCompetencyProps {
  readonly competency: VersionDiff['added'][number];
  readonly grid: Grid;
  readonly mark: 'come' | 'gone';
}

/** What is new, or gone, with all that it asks for. */
function WholeCompetency({ competency, grid, mark }: WholeCompetencyProps) {
  const groupName = useGroupName();
  return (
    <li data-mark={mark}>
      <span className={classes['title']}>
        <Localized text={competency.title} />
      </span>
      <span className={classes['where']}>{groupName(competency.group)}</span>
      <ul className={classes['cells']}>
        {competency.cells.map((cell) => (
          <li key={cell.listedAt.join()}>
            <span className={classes['level']}>{cell.listedAt.map((code) => levelNameIn(grid.levels, code)).join(', ')}</span>
            <span>
              <Localized text={cell.statement} />
            </span>
          </li>
        ))}
      </ul>
    </li>
  );
}
