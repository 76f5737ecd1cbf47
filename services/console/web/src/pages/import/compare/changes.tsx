import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import list from '../../../page-parts/changes.module.css';
import { differingWords } from '../wording/differing-words.js';
import { Wording } from '../wording/wording.js';
import { ChangedLevels } from './changed-levels.js';
import classes from './changes.module.css';
import type { LevelChanges } from './level-changes.js';
import type { MatrixChanges, Stated } from './matrix-changes.js';

interface ChangesProps {
  readonly changes: MatrixChanges;
  readonly levels: LevelChanges;
  readonly version: number;
}

/** Added, removed, reworded and moved, against the version that people are assessed by; each with the levels that it is of. */
export function Changes({ changes, levels, version }: ChangesProps) {
  const { t } = useText();
  const { added, removed, reworded, moved, unchanged } = changes;
  const isEmpty = added.length + removed.length + reworded.length + moved.length === 0 && Object.values(levels).every((one) => one.length === 0);
  return (
    <Stack gap="lg">
      <ul className={list['counts']}>
        <Count name={t('import.changes.added')} count={added.length} />
        <Count name={t('import.changes.removed')} count={removed.length} />
        <Count name={t('import.changes.reworded')} count={reworded.length} />
        <Count name={t('import.changes.moved')} count={moved.length} />
        <Count name={t('import.changes.unchanged')} count={unchanged} />
      </ul>
      {isEmpty && <Text>{t('import.changes.none', { version })}</Text>}
      <ChangedLevels changes={levels} />
      <Part title={t('import.changes.added')} count={added.length}>
        {added.map((one) => (
          <Item key={`${one.id} ${one.levels.join()}`} stated={one} mark="come">
            {one.statement}
          </Item>
        ))}
      </Part>
      <Part title={t('import.changes.removed')} count={removed.length}>
        {removed.map((one) => (
          <Item key={`${one.id} ${one.levels.join()}`} stated={one} mark="gone">
            {one.statement}
          </Item>
        ))}
      </Part>
      <Part title={t('import.changes.reworded')} count={reworded.length}>
        {reworded.map(({ before, after }) => {
          const words = differingWords(before.statement, after.statement);
          return (
            <Item key={`${before.id} ${before.levels.join()}`} stated={after} before={before}>
              <span className={classes['side']}>
                <Wording words={words.before} side="gone" />
              </span>
              <span className={classes['side']}>
                <Wording words={words.after} side="come" />
              </span>
            </Item>
          );
        })}
      </Part>
      <Part title={t('import.changes.moved')} count={moved.length}>
        {moved.map(({ before, after }) => (
          <Item key={`${before.id} ${before.levels.join()}`} stated={after} before={before}>
            {after.statement}
          </Item>
        ))}
      </Part>
    </Stack>
  );
}

function Count({ name, count }: { readonly name: string; readonly count: number }) {
  return (
    <li data-none={count === 0 || undefined}>
      <strong>{count}</strong> {name}
    </li>
  );
}

function Part({ title, count, children }: { readonly title: string; readonly count: number; readonly children: ReactNode }) {
  if (count === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs" className={classes['heading']}>
        {title} <span className={list['number']}>{count}</span>
      </Title>
      <ul className={list['changes']}>{children}</ul>
    </section>
  );
}

interface ItemProps {
  readonly stated: Stated;
  readonly mark?: 'come' | 'gone';
  /** Where it held, which may be elsewhere. */
  readonly before?: Stated;
  readonly children: ReactNode;
}

function Item({ stated, mark, before = stated, children }: ItemProps) {
  const { t } = useText();
  const [was, is] = [before.levels.join(', '), stated.levels.join(', ')];
  const groupName = useGroupName();
  return (
    <li data-mark={mark}>
      <span className={classes['statement']}>{children}</span>
      <span className={classes['where']}>
        {groupName(stated.group)} · {was === is ? t('import.changes.at', { levels: is, n: stated.levels.length }) : t('import.changes.levels', { before: was || '—', after: is || '—' })}
      </span>
    </li>
  );
}
