import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, type ReactNode } from 'react';

import { Localized } from '../../../i18n/localized.js';
import { useText } from '../../../i18n/use-text.js';
import type { AssessmentForm } from '../form/assess-queries.js';
import classes from '../form/assess.module.css';

interface ClosedPanelProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** Says first that nothing can be answered here, and why. */
export function ClosedPanel({ title, children }: ClosedPanelProps) {
  const { t } = useText();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    // what was in focus is gone
    if (document.activeElement === document.body) heading.current?.focus();
  }, []);
  return (
    <section className={classes['panel']}>
      <h2 ref={heading} tabIndex={-1}>
        {title}
      </h2>
      <p>{children}</p>
      <Button renderRoot={(props) => <Link to="/" {...props} />}>{t('assess.home')}</Button>
    </section>
  );
}

export function Asked({ form: { asked, offered } }: { readonly form: AssessmentForm }) {
  const { t } = useText();
  return (
    <details className={classes['map']}>
      <summary>{t('assess.closed.asked')}</summary>
      <ul>
        {[...asked, ...offered].map((cell) => (
          <li key={`${cell.competency}@${cell.level}`}>
            <Localized text={cell.title} />
          </li>
        ))}
      </ul>
    </details>
  );
}
