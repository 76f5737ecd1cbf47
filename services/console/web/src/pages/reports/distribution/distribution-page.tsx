import { Title } from '@mantine/core';
import { useQueries, useQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';

import { useText } from '../../../i18n/use-text.js';
import { Loaded } from '../../../page-parts/loaded.js';
import { together } from '../../../page-parts/read.js';
import { Loading } from '../../../page-parts/states.js';
import { soleRoot } from '../../../units/unit-choices.js';
import type { Unit } from '../../../units/units-query.js';
import { Hidden } from '../frame/hidden-reason.js';
import { ReportFrame } from '../frame/report-frame.js';
import { distributionQuery, type Distribution } from '../frame/report-queries.js';
import classes from '../frame/reports.module.css';
import { UnitLink } from '../frame/unit-path.js';
import { usePartName } from '../frame/use-part-name.js';
import { DistributionBars } from './distribution-bars.js';
import { DistributionTable } from './distribution-table.js';

export function DistributionPage() {
  const search = useSearch({ from: '/reports/distribution' });
  return (
    <ReportFrame name="distribution" search={search}>
      {({ cycle, units }) => <Report cycle={cycle} unit={search.unit ?? soleRoot(units)} units={units} isTable={search.show === 'table'} />}
    </ReportFrame>
  );
}

interface ReportProps {
  readonly cycle: string;
  readonly unit: string | undefined;
  readonly units: readonly Unit[];
  readonly isTable: boolean;
}

function Report({ cycle, unit, units, isTable }: ReportProps) {
  const whole = useQuery(distributionQuery(cycle, unit));
  const below = useQueries({ queries: askable(whole.data).map((part) => distributionQuery(cycle, part.unit)) });
  const reports = below.flatMap((one) => (one.data === undefined ? [] : [one.data]));
  // a part that is still to come stands in its own place
  const answered = below.filter(({ data, error }) => data !== undefined || error !== null);
  const read = together({ ...Object.fromEntries(answered.map((part, at) => [at, part])), whole });
  const Shown = isTable ? DistributionTable : Charts;
  return (
    <Loaded read={read} rows={8}>
      {(data) => <Shown whole={data.whole} reports={reports} units={units} />}
    </Loaded>
  );
}

/** Whose reports may be asked for: those of units that are not hidden. */
function askable(whole: Distribution | undefined): Distribution['parts'] {
  return (whole?.parts ?? []).filter(isAskable);
}

const isAskable = ({ hidden, includes }: Distribution['parts'][number]): boolean => hidden === undefined && includes === 'all-below';

function Charts({ whole, reports, units }: { readonly whole: Distribution; readonly reports: readonly Distribution[]; readonly units: readonly Unit[] }) {
  const { t } = useText();
  const nameOf = usePartName(units);
  const name = units.find(({ unit }) => unit === whole.unit)?.name ?? t('reports.unit.all');
  return (
    <>
      <section className={classes['card']} aria-labelledby="whole">
        <Heading id="whole" name={name} people={whole.people} order={2} />
        {whole.hidden === undefined ? <DistributionBars report={whole} name={name} /> : <Hidden reason={whole.hidden} />}
      </section>
      {whole.parts.length > 0 && (
        <section aria-labelledby="parts">
          <Title order={2} size="h3" id="parts" mb="md">
            {t('reports.parts')}
          </Title>
          <div className={classes['cards']}>
            {whole.parts.map((part) => {
              const report = part.includes === 'all-below' ? reports.find(({ unit }) => unit === part.unit) : undefined;
              const id = `${part.includes}-${part.unit}`;
              return (
                <article key={id} className={classes['card']} aria-labelledby={id}>
                  <Heading id={id} name={nameOf(part)} unit={isAskable(part) ? part.unit : undefined} people={part.people} order={3} />
                  {part.hidden !== undefined && <Hidden reason={part.hidden} />}
                  {report !== undefined && <DistributionBars report={report} name={nameOf(part)} isCompact />}
                  {report === undefined && isAskable(part) && <Loading />}
                </article>
              );
            })}
          </div>
        </section>
      )}
    </>
  );
}

interface HeadingProps {
  readonly id: string;
  readonly name: string;
  /** Whose report it leads to. */
  readonly unit?: string | undefined;
  readonly people: number | null;
  readonly order: 2 | 3;
}

function Heading({ id, name, unit, people, order }: HeadingProps) {
  const { t } = useText();
  return (
    <div className={classes['card-head']}>
      <Title order={order} size="h4" id={id}>
        {unit === undefined ? name : <UnitLink unit={unit}>{name}</UnitLink>}
      </Title>
      {people !== null && <span className={classes['n']}>{t('reports.people', { n: people })}</span>}
    </div>
  );
}
