import { IconEye } from '@tabler/icons-react';

import { useText } from '../../../i18n/use-text.js';
import { readersOf, type AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';

/** Before the first word: who will read it. */
export function WhoReads({ form }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  return (
    <p className={classes['reads']}>
      <IconEye size={18} aria-hidden />
      <span>{t(`assess.reads.${form.role}`, readersOf(form))}</span>
    </p>
  );
}
