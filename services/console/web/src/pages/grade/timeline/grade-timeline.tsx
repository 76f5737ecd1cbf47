import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';

import { useText } from '../../../i18n/use-text.js';
import { matricesQuery } from '../../../matrices/matrix-queries.js';
import { decisionQuery } from '../explanation/grade-query.js';
import type { Grade } from '../explanation/grade-view.js';
import classes from '../explanation/grade.module.css';
import { stepsOf, type Step } from './grade-steps.js';

export function GradeTimeline({ grade }: { readonly grade: Grade }) {
  const { t, list } = useText();
  // one step more, a reason, and a name instead of an id, where they come; the rest stands without them
  const { data: decision } = useQuery(decisionQuery(grade.person, grade.cycle));
  const { data: known } = useQuery(matricesQuery);
  const matrixName = known?.matrices.find(({ matrix }) => matrix === grade.matrix?.id)?.name;
  return (
    <section aria-labelledby="made">
      <Title order={2} size="h3" id="made" mb="md">
        {t('grade.made')}
      </Title>
      <ol className={classes['steps']}>
        {stepsOf(grade, { basis: decision?.basis, reason: decision?.reason ?? null, matrixName }, { t, list }).map((step) => (
          <TimelineStep key={step.name} step={step} />
        ))}
      </ol>
    </section>
  );
}

function TimelineStep({ step: { name, text, reason, done, at, matrix } }: { readonly step: Step }) {
  const { t, date } = useText();
  return (
    <li className={classes['step']} data-done={done || undefined}>
      <div className={classes['step-name']}>
        <strong>{t(`grade.made.${name}`)}</strong>
        {typeof at === 'string' && <time dateTime={at}>{date(at)}</time>}
      </div>
      {matrix === undefined ? (
        <div>
          {text}
          {typeof reason === 'string' && <blockquote className={classes['reason']}>{reason}</blockquote>}
        </div>
      ) : (
        <span>
          <Link to="/matrix/$matrix/v/$version" params={{ matrix: matrix.id, version: String(matrix.version) }} className={classes['link']}>
            {text}
          </Link>
        </span>
      )}
    </li>
  );
}
