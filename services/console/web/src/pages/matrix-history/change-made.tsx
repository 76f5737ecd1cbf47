import { Button, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useCommand } from '../../api/use-command.js';
import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { undoChange } from '../../matrices/draft-changes.js';
import { levelNameIn } from '../../matrices/grid-view.js';
import type { Grid } from '../../matrices/matrix-queries.js';
import { showDraft } from '../../matrices/show-draft.js';
import { Failure } from '../../page-parts/states.js';
import { useSession } from '../../session/use-session.js';
import { changedWords } from './changed-words.js';
import classes from './history.module.css';
import type { MatrixChangeMade } from './matrix-history-query.js';
import { saidChange } from './said-change.js';

interface ChangeMadeProps {
  readonly made: MatrixChangeMade;
  readonly grid: Grid;
  /** Of those who have worked on the matrix, by their ids. */
  readonly authors: ReadonlyMap<string, string>;
}

/** One change: what it was, why, by whom, and what stood there before. */
export function ChangeMade({ made, grid, authors }: ChangeMadeProps) {
  const { t, dateTime } = useText();
  const { person } = useSession();
  const names = useNames(made, grid);
  const { message, values } = saidChange(made, names);
  const isUndone = made.undoneBy !== null;
  return (
    <li className={classes['change']} data-undone={isUndone || undefined}>
      <span className={classes['number']}>{made.number}</span>
      <div>
        <p className={classes['what']}>{t(message, values)}</p>
        {made.reason !== null && <p className={classes['why']}>{t('history.because', { reason: made.reason })}</p>}
        <Before made={made} />
        <Text size="xs" c="dimmed">
          {made.by === person.id ? t('history.by.you') : (authors.get(made.by) ?? t('history.by.another'))} · <time dateTime={made.at}>{dateTime(made.at)}</time>
          {isUndone && ` · ${t('history.undone', { number: made.undoneBy ?? 0 })}`}
        </Text>
        <Text size="xs">
          <Link to="/matrix/$matrix/v/$version" params={{ matrix: grid.matrix, version: String(grid.version) }} search={{ at: made.at }} aria-label={t('history.then.name', { number: made.number })}>
            {t('history.then')}
          </Link>
        </Text>
        {grid.status === 'draft' && !isUndone && <Undo made={made} grid={grid} />}
      </div>
    </li>
  );
}

/** The words that a cell or a title had, and has: in each language in which they are others. */
function Before({ made }: { readonly made: MatrixChangeMade }) {
  const { t, language: own } = useText();
  const changed = changedWords(made.parts, own);
  if (changed.length === 0) return null;
  return (
    <dl className={classes['words']}>
      {changed.map(({ place, language, before, after }) => (
        <div key={`${place} ${language}`} lang={language}>
          {before !== undefined && (
            <>
              <dt lang={own}>{t('history.before')}</dt>
              <dd>
                <del>{before}</del>
              </dd>
            </>
          )}
          {after !== undefined && (
            <>
              <dt lang={own}>{t('history.after')}</dt>
              <dd>{after}</dd>
            </>
          )}
        </div>
      ))}
    </dl>
  );
}

function Undo({ made, grid }: Omit<ChangeMadeProps, 'authors'>) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const undoing = useCommand({
    mutationFn: () => undoChange(grid, made.number),
    onSuccess: (draft) => showDraft(queryClient, draft),
  });
  return (
    <>
      {undoing.error !== null && <Failure error={undoing.error} />}
      <Button size="compact-xs" variant="default" mt={4} loading={undoing.isPending} aria-label={t('history.undo.name', { number: made.number })} onClick={() => undoing.mutate()}>
        {t('history.undo')}
      </Button>
    </>
  );
}

/** A competency or level that is gone is called what it was called in the change. */
function useNames({ parts }: MatrixChangeMade, grid: Grid) {
  const { inLanguage } = useText();
  const groupName = useGroupName();
  return {
    group: groupName,
    level: (code: string): string => levelNameIn([...grid.levels, ...parts.flatMap((part) => (part.part === 'levels' ? part.before : []))], code),
    competency: (id: string): string => {
      const head = parts.flatMap((part) => (part.part === 'competency' && part.competency === id ? [part.before ?? part.after] : []))[0];
      const title = grid.competencies.find((one) => one.id === id)?.title ?? head?.title;
      return title === undefined ? id : inLanguage(title);
    },
  };
}
