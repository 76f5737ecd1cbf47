import { Stack, Text, Title } from '@mantine/core';
import { IconArrowUp } from '@tabler/icons-react';

import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText, type Text as Words } from '../../../i18n/use-text.js';
import { gateInQuestion, weighedOf, type Cell, type Explanation } from '../explanation/grade-view.js';
import classes from '../explanation/grade.module.css';
import { VerdictMark } from '../explanation/verdict-mark.js';
import { missingAt, toNumber, type Gap } from './gate-bars.js';

/** What is missed at the level that the grade is below, by how much, by whose answers, and what of it would be enough. */
export function GapTable({ explanation }: { readonly explanation: Explanation }) {
  const { t, number } = useText();
  const gate = gateInQuestion(explanation);
  if (gate === undefined) return null;
  const { lift } = explanation;
  const gaps = missingAt(gate, lift?.cells ?? []);
  const metFrom = number(toNumber(explanation.metFrom));
  const n = lift?.cells.length ?? gaps.length;
  return (
    <section aria-labelledby="gaps">
      <Stack gap="xs" mb="md" maw={760}>
        <Title order={2} size="h3" id="gaps">
          {t(gate.passed ? 'grade.gaps.reached' : 'grade.gaps', { level: gate.level })}
        </Title>
        <Text c="dimmed">{gaps.length === 0 ? t('grade.gaps.none') : t(gate.passed ? 'grade.gaps.text.reached' : 'grade.gaps.text', { metFrom, level: gate.level, n })}</Text>
      </Stack>
      {gaps.length > 0 && (
        <div className={classes['card']}>
          <table className={classes['gaps']} role="table" aria-labelledby="gaps">
            <thead role="rowgroup">
              <tr role="row">
                <th role="columnheader">{t('grade.gaps.expectation')}</th>
                <th role="columnheader">{t('grade.gaps.group')}</th>
                <th role="columnheader">{t('grade.gaps.value')}</th>
                <th role="columnheader">{t('grade.gaps.sources')}</th>
              </tr>
            </thead>
            <tbody role="rowgroup">
              {gaps.map((gap) => (
                <GapRow key={`${gap.cell.competency} ${gap.cell.levels.join()}`} gap={gap} explanation={explanation} />
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}

function GapRow({ gap: { cell, lifts }, explanation }: { readonly gap: Gap; readonly explanation: Explanation }) {
  const words = useText();
  const { t } = words;
  const groupName = useGroupName();
  return (
    <tr role="row" data-lifts={lifts || undefined}>
      <th role="rowheader" scope="row">
        <div className={classes['expectation']}>
          <VerdictMark verdict={cell.verdict} />
          <span>
            <Localized text={cell.statement} />
            {cell.mustHave && <span className={classes['tag']}>{t('grade.must-have')}</span>}
            {lifts && (
              <span className={classes['tag']} data-lifts>
                <IconArrowUp size={12} stroke={2.5} aria-hidden /> {t('grade.gaps.lifts')}
              </span>
            )}
          </span>
        </div>
      </th>
      <td role="cell" data-label={t('grade.gaps.group')}>
        {groupName(cell.group)}
      </td>
      <td role="cell" data-label={t('grade.gaps.value')}>
        <ValueOf cell={cell} metFrom={explanation.metFrom} />
      </td>
      <td role="cell" data-label={t('grade.gaps.sources')}>
        {sourcesOf(cell, explanation, words).map((source) => (
          <div key={source} className={classes['source']}>{source}</div>
        ))}
      </td>
    </tr>
  );
}

const most = 2;

function ValueOf({ cell: { value }, metFrom }: { readonly cell: Cell; readonly metFrom: string }) {
  const { t, number } = useText();
  if (value === null) return <>{t('grade.value.none')}</>;
  const share = (exact: string): string => `${(100 * toNumber(exact)) / most}%`;
  return (
    <div className={classes['value']}>
      <span>{t('grade.value', { value: number(toNumber(value)), metFrom: number(toNumber(metFrom)) })}</span>
      <span className={classes['meter']} aria-hidden style={{ '--value': share(value), '--tick': share(metFrom) } as React.CSSProperties} />
    </div>
  );
}

function sourcesOf(cell: Cell, { minimumPeers: minimum }: Explanation, { t, number }: Words): string[] {
  const told = (['manager', 'peers'] as const).flatMap((source) => {
    const weighed = weighedOf(cell, source);
    return weighed === undefined ? [] : [t(`grade.source.${source}`, { counted: number(toNumber(weighed.counted)), weight: number(toNumber(weighed.weight)) })];
  });
  if (told.length === 0) return [t('grade.source.nobody')];
  return weighedOf(cell, 'peers') === undefined ? [...told, t('grade.source.too-few', { minimum })] : told;
}
