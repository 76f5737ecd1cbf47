import { VisuallyHidden } from '@mantine/core';
import { IconCheck, IconEqual, IconMinus, IconX, type Icon } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import type { Verdict } from './grade-view.js';
import classes from './grade.module.css';

const icons: Record<Verdict, Icon> = { met: IconCheck, stands: IconEqual, missed: IconX, 'no-opportunity': IconMinus };

/** A verdict by shape: filled with a tick, hatched with an equals sign, hollow with a cross, dashed with a dash. */
export function VerdictShape({ verdict, title }: { readonly verdict: Verdict; readonly title?: string }) {
  const ShapeIcon = icons[verdict];
  return (
    <span className={classes['segment']} data-verdict={verdict} title={title} aria-hidden>
      <ShapeIcon size={12} stroke={3} />
    </span>
  );
}

export function VerdictMark({ verdict }: { readonly verdict: Verdict }) {
  const { t } = useText();
  return (
    <>
      <VerdictShape verdict={verdict} title={t(`grade.verdict.${verdict}`)} />
      <VisuallyHidden>{t(`grade.verdict.${verdict}`)}:</VisuallyHidden>
    </>
  );
}
