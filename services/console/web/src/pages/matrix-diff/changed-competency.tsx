import { Localized } from '../../i18n/localized.js';
import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { levelNameIn } from '../../matrices/grid-view.js';
import type { Grid } from '../../matrices/matrix-queries.js';
import classes from './diff.module.css';
import type { CellDiff, CompetencyDiff } from './matrix-diff-query.js';
import { TextDiff } from './text-diff.js';

interface ChangedCompetencyProps {
  readonly changed: CompetencyDiff;
  readonly before: Grid;
  readonly after: Grid;
}

/** One competency that both versions have, and all that became of it. */
export function ChangedCompetency({ changed, before, after }: ChangedCompetencyProps) {
  const { t, inLanguage } = useText();
  const groupName = useGroupName();
  const { competency, title, moved, ended, cells, references } = changed;
  const now = after.competencies.find(({ id }) => id === competency);
  const titleOf = (id: string): string => inLanguage(after.competencies.find((one) => one.id === id)?.title ?? { '': id });
  const nameOf = (code: string): string => levelNameIn([...after.levels, ...before.levels], code);
  return (
    <li>
      <span className={classes['title']}>{title === undefined ? <Localized text={now?.title ?? {}} /> : <TextDiff diff={title} now={now?.title ?? {}} />}</span>
      <span className={classes['where']}>{groupName(now?.group ?? '')}</span>
      {moved !== undefined && (
        <p className={classes['note']}>
          {moved.before.group !== moved.after.group
            ? t('diff.moved.group', { before: groupName(moved.before.group), after: groupName(moved.after.group) })
            : moved.after.after === null
              ? t('diff.moved.first')
              : t('diff.moved.after', { title: titleOf(moved.after.after) })}
        </p>
      )}
      {ended !== undefined && (
        <p className={classes['note']}>
          {ended.after === null ? t('diff.continued') : t('matrix.cell.ended', { level: nameOf(ended.after.level) })} {ended.after !== null && <Localized text={ended.after.reason} />}
        </p>
      )}
      {references.map(({ level, after: as }) => (
        <p key={level} className={classes['note']}>
          {as === null ? t('diff.reference.none', { level: nameOf(level) }) : t('diff.reference', { level: nameOf(level), as: nameOf(as) })}
        </p>
      ))}
      {cells.length > 0 && (
        <ul className={classes['cells']}>
          {cells.map((cell) => (
            <li key={cell.level} data-mark={cell.change === 'removed' ? 'gone' : cell.change === 'changed' ? undefined : 'come'}>
              <span className={classes['level']}>
                {nameOf(cell.level)}
                <small>{t(`diff.cell.${cell.change}`)}</small>
              </span>
              <span>
                <CellWords cell={cell} />
                {cell.fields.length > 0 && <small className={classes['fields']}>{t('diff.fields', { names: cell.fields.map((field) => fieldName(t, cell, field, nameOf)).join('; ') })}</small>}
              </span>
            </li>
          ))}
        </ul>
      )}
    </li>
  );
}

function CellWords({ cell }: { readonly cell: CellDiff }) {
  const said = cell.after ?? cell.before;
  if (said === null) return null;
  return cell.statement === undefined ? <Localized text={said.statement} /> : <TextDiff diff={cell.statement} now={said.statement} />;
}

function fieldName(t: ReturnType<typeof useText>['t'], { before, after }: CellDiff, field: string, nameOf: (code: string) => string): string {
  switch (field) {
    case 'evidenceRequired':
      return t(after?.evidenceRequired === true ? 'diff.field.evidence' : 'diff.field.no-evidence');
    case 'mustHave':
      return t(after?.mustHave === true ? 'diff.field.must-have' : 'diff.field.no-must-have');
    case 'weight':
      return t('diff.field.weight', { before: before?.weight ?? 0, after: after?.weight ?? 0 });
    case 'questions':
    case 'examples':
    case 'antipatterns':
    case 'measure':
      return t(`diff.field.${field}`);
    case 'listedAt':
      return t('diff.field.levels', { levels: (after?.listedAt ?? []).map(nameOf).join(', ') });
    default:
      return field;
  }
}
