import { useText } from '../../i18n/use-text.js';
import type { Grade } from './explanation/grade-view.js';
import classes from './explanation/grade.module.css';

interface PaperHeaderProps {
  readonly grade: Grade;
  /** Whose grade it is, where the reader knows. */
  readonly name: string | undefined;
  /** What the review is called, where the reader knows. */
  readonly review: string | undefined;
}

/** Nothing around a grade on paper says whose it is, of which review and which day. */
export function PaperHeader({ grade, name, review }: PaperHeaderProps) {
  const { t, date } = useText();
  const { state, proposedAt, confirmedAt, releasedAt } = grade;
  const [step, at] = ({ proposed: ['proposal', proposedAt], confirmed: ['confirmation', confirmedAt], released: ['release', releasedAt] } as const)[state];
  const lines = [
    { label: t('grade.paper.name'), text: name },
    { label: t('grade.cycle'), text: review },
    { label: t(`grade.made.${step}`), text: at === null ? undefined : date(at) },
  ];
  return (
    <dl className={classes['paper']}>
      {lines.map(({ label, text }) => text !== undefined && (
        <div key={label}>
          <dt>{label}</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}
