import { Button, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { IconTable } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import table from '../../../page-parts/table.module.css';
import { contributionOf, weighedOf, type Cell, type Explanation, type Gate, type Rating } from '../explanation/grade-view.js';
import classes from '../explanation/grade.module.css';
import { VerdictMark } from '../explanation/verdict-mark.js';
import { toNumber } from './gate-bars.js';

/** The evaluation as it was recorded, in full: whoever wants to can compute the grade again with it. */
export function EvaluationTables({ explanation, shown }: { readonly explanation: Explanation; readonly shown: boolean }) {
  const { t } = useText();
  const navigate = useNavigate();
  const toggle = () => void navigate({ to: '.', search: ({ numbers: _, ...before }) => (shown ? before : { ...before, numbers: true }), replace: true, resetScroll: false });
  return (
    <section className={classes['numbers']} data-shown={shown || undefined} aria-label={t('grade.numbers')}>
      <Button variant="light" leftSection={<IconTable size={18} aria-hidden />} aria-expanded={shown} onClick={toggle} className={classes['actions']}>
        {t(shown ? 'grade.numbers.hide' : 'grade.numbers.show')}
      </Button>
      {shown && (
        <Stack gap="lg" mt="lg">
          <Title order={2} size="h3">
            {t('grade.numbers')}
          </Title>
          <Text c="dimmed" maw={760}>
            {t('grade.numbers.text')}
          </Text>
          {explanation.gates.map((gate) => (
            <EvaluationTable key={gate.level} gate={gate} minimum={explanation.minimumPeers} />
          ))}
        </Stack>
      )}
    </section>
  );
}

function EvaluationTable({ gate, minimum }: { readonly gate: Gate; readonly minimum: number }) {
  const { t } = useText();
  const caption = t('grade.numbers.caption', { level: gate.level });
  return (
    <div className={`${table['scroll']} ${classes['card']}`} role="region" aria-label={caption} tabIndex={0}>
      <table className={`${table['table']} ${classes['evaluation']}`}>
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col" rowSpan={2}>
              {t('grade.gaps.expectation')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('grade.numbers.manager')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('grade.numbers.peers')}
            </th>
            <th scope="col" rowSpan={2} className={table['number']}>
              {t('grade.numbers.value')}
            </th>
            <th scope="col" rowSpan={2}>
              {t('grade.numbers.verdict')}
            </th>
            <th scope="colgroup" colSpan={2}>
              {t('grade.numbers.beside')}
            </th>
          </tr>
          <tr>
            <th scope="col">{t('grade.numbers.self')}</th>
            <th scope="col">{t('grade.numbers.upward')}</th>
          </tr>
        </thead>
        <tbody>
          {gate.cells.map((cell) => (
            <EvaluationRow key={`${cell.competency} ${cell.levels.join()}`} cell={cell} minimum={minimum} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function EvaluationRow({ cell, minimum }: { readonly cell: Cell; readonly minimum: number }) {
  const { t, number } = useText();
  const manager = contributionOf(cell, 'manager');
  return (
    <tr>
      <th scope="row">
        <Localized text={cell.statement} />
        {cell.mustHave && <span className={classes['tag']}>{t('grade.must-have')}</span>}
      </th>
      <td>
        <Weighed weighed={weighedOf(cell, 'manager')}>
          <RatingText rating={manager?.rating ?? null} />
          {manager?.implied === true && <div>{t('grade.numbers.implied')}</div>}
        </Weighed>
      </td>
      <td>
        <Weighed weighed={weighedOf(cell, 'peers')}>{weighedOf(cell, 'peers') === undefined && t('grade.numbers.too-few', { minimum })}</Weighed>
      </td>
      <td className={table['number']}>{cell.value === null ? <Nothing /> : <strong>{number(toNumber(cell.value))}</strong>}</td>
      <td>
        <span className={classes['verdict']}>
          <VerdictMark verdict={cell.verdict} />
          <span aria-hidden>{t(`grade.verdict.${cell.verdict}`)}</span>
        </span>
      </td>
      <td>
        {cell.beside.self === null ? <Nothing /> : cell.beside.self === 'n' ? t('grade.numbers.unable') : cell.beside.self}
      </td>
      <td>{cell.beside.upward === null ? <Nothing /> : number(toNumber(cell.beside.upward))}</td>
    </tr>
  );
}

function Weighed({ weighed, children }: { readonly weighed: ReturnType<typeof weighedOf>; readonly children?: ReactNode }) {
  const { t, number } = useText();
  return (
    <>
      {weighed === undefined ? <Nothing /> : t('grade.numbers.weighed', { counted: number(toNumber(weighed.counted)), weight: number(toNumber(weighed.weight)) })}
      <div className={classes['aside']}>{children}</div>
    </>
  );
}

function RatingText({ rating }: { readonly rating: Rating }) {
  const { t } = useText();
  if (rating === null) return null;
  return rating === 'n' ? t('grade.numbers.unable') : t('grade.numbers.rated', { rating });
}

function Nothing() {
  const { t } = useText();
  return (
    <>
      <span aria-hidden>{t('grade.numbers.nothing')}</span>
      <VisuallyHidden>{t('grade.numbers.nothing.label')}</VisuallyHidden>
    </>
  );
}
