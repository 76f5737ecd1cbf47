import { Button, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';

import { useText } from '../../../i18n/use-text.js';
import type { Step } from '../address/import-search.js';

interface StepButtonsProps {
  readonly back: Step;
  readonly next?: Step;
  readonly children?: ReactNode;
}

/** At the end of a step: back, and on. */
export function StepButtons({ back, next, children }: StepButtonsProps) {
  const { t } = useText();
  return (
    <Group justify="space-between" mt="md">
      <Button variant="default" renderRoot={(props) => <Link from="/admin/matrix/import" to="." search={(before) => ({ ...before, step: back })} {...props} />}>
        {t('import.back', { step: t(`import.step.${back}`) })}
      </Button>
      {next !== undefined && (
        <Button renderRoot={(props) => <Link from="/admin/matrix/import" to="." search={(before) => ({ ...before, step: next })} {...props} />}>{t('import.next', { step: t(`import.step.${next}`) })}</Button>
      )}
      {children}
    </Group>
  );
}
