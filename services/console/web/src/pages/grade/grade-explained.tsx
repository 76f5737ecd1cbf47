import { Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';

import { useGroupName } from '../../i18n/use-group-name.js';
import { useText } from '../../i18n/use-text.js';
import { StatusBadge, type Status } from '../../page-parts/status-badge.js';
import type { Explanation, Grade } from './explanation/grade-view.js';
import classes from './explanation/grade.module.css';
import { EvaluationTables } from './gates/evaluation-tables.js';
import { GapTable } from './gates/gap-table.js';
import { GateCards } from './gates/gate-cards.js';
import { Ladder } from './ladder/ladder.js';
import { notesOf } from './said/notes.js';
import { sentenceOf } from './said/sentence.js';
import { GradeTimeline } from './timeline/grade-timeline.js';

const statusOf: Record<Grade['state'], Status> = { proposed: 'in-calibration', confirmed: 'final', released: 'released' };

export function GradeExplained({ grade, numbers }: { readonly grade: Grade; readonly numbers: boolean }) {
  const { explanation } = grade;
  return (
    <Stack gap={40}>
      <Result grade={grade} />
      <Warnings warnings={explanation.warnings} />
      <GateCards explanation={explanation} />
      <GapTable explanation={explanation} />
      <GradeTimeline grade={grade} />
      <EvaluationTables explanation={explanation} shown={numbers} />
    </Stack>
  );
}

function Result({ grade }: { readonly grade: Grade }) {
  const { t, list } = useText();
  const groupName = useGroupName();
  const notes = notesOf(grade.explanation, t);
  return (
    <section className={classes['result']} aria-labelledby="why">
      <div className={classes['why']}>
        <div className={classes['headline']}>
          <p className={classes['grade']}>{grade.grade?.name ?? t('grade.no-level')}</p>
          <StatusBadge status={statusOf[grade.state]} />
        </div>
        <Title order={2} size="h5" id="why" className={classes['eyebrow']}>
          {t('grade.why')}
        </Title>
        <p className={classes['sentence']} data-calibrated={grade.calibration !== null || undefined}>
          {sentenceOf(grade, { t, list, groupName })}
        </p>
        {notes.length > 0 && (
          <ul className={classes['notes']}>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        )}
        <Text size="sm" c="dimmed">
          {t('grade.policy', grade.explanation.policy)}
        </Text>
      </div>
      <Ladder grade={grade} />
    </section>
  );
}

function Warnings({ warnings }: Pick<Explanation, 'warnings'>) {
  const { t, inLanguage } = useText();
  if (warnings.length === 0) return null;
  return (
    <section className={classes['warning']} aria-labelledby="warnings">
      <Title order={2} size="h5" id="warnings">
        <IconAlertTriangle size={20} aria-hidden /> {t('grade.warnings')}
      </Title>
      <ul className={classes['notes']}>
        {warnings.map(({ source, earlier, later }) => (
          <li key={`${source} ${earlier.competency} ${later.competency}`}>{t('grade.warning', { source, earlier: inLanguage(earlier.statement), later: inLanguage(later.statement) })}</li>
        ))}
      </ul>
    </section>
  );
}

