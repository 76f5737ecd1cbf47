import { Button, Text, Title } from '@mantine/core';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText, type Translate } from '../../../i18n/use-text.js';
import type { Correction, Preview } from '../preview/import-queries.js';
import classes from './corrections.module.css';

interface CorrectionsProps {
  readonly corrections: readonly Correction[];
  /** Where the titles of competencies are, the first that has one. */
  readonly previews: readonly Preview[];
  readonly change: (corrections: readonly Correction[]) => void;
}

/** What the person has said about the preview, in its order; each can be taken back. */
export function Corrections({ corrections, previews, change }: CorrectionsProps) {
  const { t } = useText();
  const groupName = useGroupName();
  if (corrections.length === 0) return null;
  const titleOf = (id: string): string => previews.flatMap(({ competencies }) => competencies).find((one) => one.id === id)?.title ?? id;
  return (
    <section>
      <Title order={2} size="h4" mb={4}>
        {t('import.corrections', { count: corrections.length })}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('import.corrections.text')}
      </Text>
      <ol className={classes['corrections']}>
        {corrections.map((correction, at) => {
          const said = describe(correction, t, { titleOf, groupName });
          return (
            <li key={at}>
              <span>{said}</span>
              <Button size="xs" variant="default" aria-label={t('import.corrections.remove.name', { said })} onClick={() => change(corrections.filter((_, index) => index !== at))}>
                {t('import.corrections.remove')}
              </Button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}

interface Naming {
  readonly titleOf: (competency: string) => string;
  readonly groupName: (group: string) => string;
}

function describe(correction: Correction, t: Translate, { titleOf, groupName }: Naming): string {
  switch (correction.kind) {
    case 'merge':
    case 'link':
      return t(`import.correction.${correction.kind}`, { titles: correction.competencies.map((id) => t('import.quoted', { text: titleOf(id) })).join(', ') });
    case 'split':
      return t('import.correction.split', { title: titleOf(correction.competency), level: correction.level });
    case 'evidence':
      return t(correction.required ? 'import.correction.evidence.on' : 'import.correction.evidence.off', { title: titleOf(correction.competency) });
    case 'must-have':
      return t(correction.value ? 'import.correction.must-have.on' : 'import.correction.must-have.off', { title: titleOf(correction.competency) });
    case 'regroup':
      return t('import.correction.regroup', { title: titleOf(correction.competency), group: groupName(correction.group) });
    case 'line':
      return t(`import.correction.line.${correction.is}`, { line: correction.line });
    case 'reading':
      return t(`import.correction.reading.${correction.value}`);
    case 'reverse-levels':
      return t('import.correction.reverse-levels');
    case 'rename-level':
      return t('import.correction.rename-level', { level: correction.level, names: correction.names.join(' / ') });
  }
}
