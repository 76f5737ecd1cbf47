import { Badge, Group, Stack, Text, Title } from '@mantine/core';
import { IconFileCertificate, IconStar } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import type { LocalizedText } from '../../../i18n/in-language.js';
import { Localized } from '../../../i18n/localized.js';
import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { markOf, StateMark } from '../marks/state-mark.js';
import classes from './cell-details.module.css';
import { isSameText, type OpenCell, type StepView } from './cell-view.js';

interface CellDetailsProps {
  readonly cell: OpenCell;
  readonly code: string;
  readonly level: string;
}

export function CellDetails({ cell, code, level }: CellDetailsProps) {
  const { t, inLanguage } = useText();
  const groupName = useGroupName();
  const { statement, questions, examples = [], antipatterns = [], measure = [], evidenceRequired, mustHave } = cell.cell;
  return (
    <Stack gap="xl">
      <Stack gap="sm">
        <Group gap="xs">
          <Badge variant="default" size="lg" tt="none" fw={600}>
            {cell.level}
          </Badge>
          <Text span size="sm" c="dimmed">
            {groupName(cell.group)}
          </Text>
          <span className={classes['state']}>
            <StateMark state={markOf(cell)} />
            {cell.sameAs !== null ? t('matrix.same-as', { level: cell.sameAs }) : cell.state === 'carried' ? t('matrix.cell.carried-from', { level: cell.since }) : t(`matrix.state.${cell.state}`)}
          </span>
        </Group>
        {!isSameText(statement, cell.title) && (
          <p className={classes['statement']}>
            <Localized text={statement} />
          </p>
        )}
        {(evidenceRequired || mustHave) && (
          <ul className={classes['demands']}>
            {evidenceRequired && <Demand icon={<IconFileCertificate size={20} aria-hidden />}>{t('matrix.cell.evidence')}</Demand>}
            {mustHave && <Demand icon={<IconStar size={20} aria-hidden />}>{t('matrix.cell.must-have')}</Demand>}
          </ul>
        )}
      </Stack>
      <Texts title={t('matrix.cell.questions')} texts={questions} />
      <Texts title={t('matrix.cell.examples')} texts={examples} />
      <Texts title={t('matrix.cell.antipatterns')} texts={antipatterns} />
      {measure.length > 0 && (
        <Part title={t('matrix.cell.measure')}>
          <Bounds measure={measure} />
        </Part>
      )}
      {cell.terms.map((term) => (
        <Part key={term.word} title={t('matrix.cell.term', { word: term.words === undefined ? term.word : inLanguage(term.words) })}>
          <Text size="sm">
            <Localized text={term.definition} />
          </Text>
          {term.measure.length > 0 && <Bounds measure={term.measure} />}
        </Part>
      ))}
      <Part title={t('matrix.cell.steps')}>
        <ol className={classes['steps']}>
          {cell.steps.map((step) => (
            <Step key={step.code} step={step} code={code} isHere={step.code === level} title={cell.title} />
          ))}
        </ol>
        {cell.ended !== null && (
          <Text size="sm" c="dimmed">
            {t('matrix.cell.ended', { level: cell.ended.level })} <Localized text={cell.ended.reason} />
          </Text>
        )}
      </Part>
    </Stack>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <Title order={3} size="h5" mb={8}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Texts({ title, texts }: { readonly title: string; readonly texts: readonly LocalizedText[] }) {
  if (texts.length === 0) return null;
  return (
    <Part title={title}>
      <ul className={classes['texts']}>
        {texts.map((text) => (
          <li key={Object.values(text)[0]}>
            <Localized text={text} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Bounds({ measure }: { readonly measure: OpenCell['terms'][number]['measure'] }) {
  return (
    <dl className={classes['measure']}>
      {measure.map(({ label, labels, value }) => (
        <div key={label}>
          <dt>{labels === undefined ? label : <Localized text={labels} />}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Demand({ icon, children }: { readonly icon: ReactNode; readonly children: ReactNode }) {
  return (
    <li>
      {icon}
      <span>{children}</span>
    </li>
  );
}

interface StepProps {
  readonly step: StepView;
  readonly code: string;
  readonly isHere: boolean;
  readonly title: LocalizedText;
}

/** What the competency asks at one of the levels; the words stand only where they change. */
function Step({ step, code, isHere, title }: StepProps) {
  const { t } = useText();
  const { state, statement, sameAs } = step;
  return (
    <li className={classes['step']} data-here={isHere || undefined}>
      {state === null ? <span className={classes['no-mark']} /> : <StateMark state={markOf({ state, sameAs })} />}
      <div>
        {state === null || isHere ? (
          <strong aria-current={isHere ? 'location' : undefined}>{step.name}</strong>
        ) : (
          <Link from="/matrix/$matrix/v/$version" to="/matrix/$matrix/v/$version/c/$code/l/$level" params={{ code, level: step.code }} search replace resetScroll={false} preload={false}>
            {step.name}
          </Link>
        )}
        <span className={classes['step-state']}>{sameAs === null ? t(state === null ? 'matrix.state.none' : `matrix.state.${state}`) : t('matrix.same-as', { level: sameAs })}</span>
        {statement !== null && state !== 'carried' && sameAs === null && !isSameText(statement, title) && (
          <p>
            <Localized text={statement} />
          </p>
        )}
      </div>
    </li>
  );
}
