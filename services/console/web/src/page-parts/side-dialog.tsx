import { CloseButton, Title } from '@mantine/core';
import { useId, useLayoutEffect, useRef, type ReactNode } from 'react';

import { useText } from '../i18n/use-text.js';
import classes from './side-dialog.module.css';

interface SideDialogProps {
  readonly title: ReactNode;
  readonly children: ReactNode;
  readonly footer?: ReactNode;
  readonly onClose: () => void;
}

/** Over the page, at its side, for as long as it is rendered: the browser's own dialog, which keeps the focus inside and gives it back. */
export function SideDialog({ title, children, footer, onClose }: SideDialogProps) {
  const { t } = useText();
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  useLayoutEffect(() => {
    const opened = dialog.current;
    opened?.showModal();
    return () => opened?.close();
  }, []);
  return (
    <dialog
      ref={dialog}
      className={classes['dialog']}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={({ target }) => target === dialog.current && onClose()}
    >
      <div className={classes['sheet']}>
        <header className={classes['header']}>
          <Title order={2} size="h3" id={titleId} className={classes['title']}>
            {title}
          </Title>
          <CloseButton size="lg" aria-label={t('shell.close')} onClick={onClose} />
        </header>
        <div className={classes['body']}>{children}</div>
        {footer !== undefined && <footer className={classes['footer']}>{footer}</footer>}
      </div>
    </dialog>
  );
}
