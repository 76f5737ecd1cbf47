import { Badge, Stack, Text, Title } from '@mantine/core';
import { IconAlertTriangle, IconCheck, IconX } from '@tabler/icons-react';
import { Fragment, type CSSProperties } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { Explanation, Gate, Verdict } from '../explanation/grade-view.js';
import classes from '../explanation/grade.module.css';
import { VerdictMark, VerdictShape } from '../explanation/verdict-mark.js';
import { barsOf, verdictsIn, type GateBar } from './gate-bars.js';

const verdicts: readonly Verdict[] = ['met', 'stands', 'no-opportunity', 'missed'];

export function GateCards({ explanation }: { readonly explanation: Explanation }) {
  const { t } = useText();
  const shown = new Set(explanation.gates.flatMap(({ cells }) => cells.map(({ verdict }) => verdict)));
  return (
    <section aria-labelledby="gates">
      <Stack gap="xs" mb="md">
        <Title order={2} size="h3" id="gates">
          {t('grade.gates')}
        </Title>
        <Text c="dimmed">{t('grade.gates.text')}</Text>
        <ul className={classes['legend']} aria-label={t('grade.legend')}>
          {verdicts.filter((verdict) => shown.has(verdict)).map((verdict) => (
            <li key={verdict}>
              <VerdictShape verdict={verdict} /> {t(`grade.verdict.${verdict}`)}
            </li>
          ))}
          <li>
            <span className={classes['tick']} aria-hidden /> {t('grade.legend.threshold')}
          </li>
        </ul>
      </Stack>
      <div className={classes['gates']}>
        {explanation.gates.map((gate) => (
          <GateCard key={gate.level} gate={gate} />
        ))}
      </div>
    </section>
  );
}

function GateCard({ gate }: { readonly gate: Gate }) {
  const { t } = useText();
  return (
    <article className={classes['card']} aria-labelledby={`gate-${gate.level}`}>
      <div className={classes['card-head']}>
        <Title order={3} size="h4" id={`gate-${gate.level}`}>
          {gate.level}
        </Title>
        <Badge variant="default" tt="none" fw={500} leftSection={gate.passed ? <IconCheck size={14} aria-hidden /> : <IconX size={14} aria-hidden />}>
          {t(gate.passed ? 'grade.gate.passed' : 'grade.gate.failed')}
        </Badge>
      </div>
      {barsOf(gate).map((bar) => (
        <Bar key={bar.group} bar={bar} />
      ))}
      <details className={classes['details']}>
        <summary>{t('grade.gate.all', { n: gate.cells.length })}</summary>
        <ul className={classes['cells']}>
          {barsOf(gate).flatMap(({ cells }) =>
            cells.map((cell) => (
              <li key={`${cell.competency} ${cell.levels.join()}`}>
                <VerdictMark verdict={cell.verdict} />
                <span>
                  <Localized text={cell.statement} />
                  {cell.mustHave && <span className={classes['tag']}>{t('grade.must-have')}</span>}
                  {cell.evidenceRequired && <span className={classes['tag']}>{t('grade.evidence')}</span>}
                </span>
              </li>
            )),
          )}
        </ul>
      </details>
    </article>
  );
}

function Bar({ bar }: { readonly bar: GateBar }) {
  const { t, inLanguage, list } = useText();
  const group = useGroupName()(bar.group);
  const { counted, of, needed } = bar;
  const told = list(verdictsIn(bar.cells).map(({ verdict, n }) => `${n} ${t(`grade.verdict.${verdict}`)}`));
  return (
    <div className={classes['bar']}>
      <div className={classes['bar-head']}>
        <span className={classes['group']}>{group}</span>
        <span className={classes['count']}>
          <strong>{t('grade.gate.count', { counted, of })}</strong> · {t('grade.gate.needed', { needed })}
        </span>
      </div>
      <div className={classes['segments']} style={{ '--cells': bar.cells.length } as CSSProperties} role="img" aria-label={`${t('grade.gate.bar', { group, counted, of, needed })} (${told})`}>
        {bar.cells.map((cell, at) => (
          <Fragment key={`${cell.competency} ${cell.levels.join()}`}>
            {at === needed && <span className={classes['tick']} aria-hidden />}
            <VerdictShape verdict={cell.verdict} title={`${inLanguage(cell.statement)}: ${t(`grade.verdict.${cell.verdict}`)}`} />
          </Fragment>
        ))}
        {needed >= bar.cells.length && <span className={classes['tick']} aria-hidden />}
      </div>
      {bar.mustHavesMissed > 0 && (
        <p className={classes['musts']}>
          <IconAlertTriangle size={16} aria-hidden /> {t('grade.gate.musts', { n: bar.mustHavesMissed })}
        </p>
      )}
    </div>
  );
}
