import { Title } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import list from '../../../page-parts/changes.module.css';
import type { LevelChanges } from './level-changes.js';
import classes from './changes.module.css';

/** What becomes of the levels themselves, before what is said at them. */
export function ChangedLevels({ changes: { added, removed, renamed, reordered } }: { readonly changes: LevelChanges }) {
  const { t, list: inWords } = useText();
  const lines = [
    ...(added.length > 0 ? [{ mark: 'come', text: t('import.changes.levels.added', { levels: inWords(added), n: added.length }) }] : []),
    ...(removed.length > 0 ? [{ mark: 'gone', text: t('import.changes.levels.removed', { levels: inWords(removed), n: removed.length }) }] : []),
    ...renamed.map((names) => ({ mark: undefined, text: t('import.changes.levels.renamed', names) })),
    ...(reordered.length > 0 ? [{ mark: undefined, text: t('import.changes.levels.reordered', { levels: reordered.join(', ') }) }] : []),
  ];
  if (lines.length === 0) return null;
  return (
    <section>
      <Title order={2} size="h4" mb="xs" className={classes['heading']}>
        {t('import.changes.of-levels')} <span className={list['number']}>{lines.length}</span>
      </Title>
      <ul className={list['changes']}>
        {lines.map(({ mark, text }) => (
          <li key={text} data-mark={mark}>
            {text}
          </li>
        ))}
      </ul>
    </section>
  );
}
