import { Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';

import { useText } from '../../i18n/use-text.js';
import { basisQuery } from './grade-query.js';
import { stepsOf } from './grade-steps.js';
import type { Grade } from './grade-view.js';
import classes from './grade.module.css';

export function GradeTimeline({ grade }: { readonly grade: Grade }) {
  const { t, list } = useText();
  // one step more where it comes; the rest stands without it
  const { data: basis } = useQuery(basisQuery(grade.person, grade.cycle));
  return (
    <section aria-labelledby="made">
      <Title order={2} size="h3" id="made" mb="md">
        {t('grade.made')}
      </Title>
      <ol className={classes['steps']}>
        {stepsOf(grade, basis, { t, list }).map(({ name, text, done }) => (
          <li key={name} className={classes['step']} data-done={done || undefined}>
            <strong>{t(`grade.made.${name}`)}</strong>
            <span>{text}</span>
          </li>
        ))}
      </ol>
    </section>
  );
}
