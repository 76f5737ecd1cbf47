import { VisuallyHidden } from '@mantine/core';

import { useText } from '../i18n/use-text.js';
import classes from './word-diff.module.css';

export interface Segment {
  readonly kind: 'kept' | 'removed' | 'added';
  readonly text: string;
}

/** What became of a text, in one line: marked by colour, by a line, and in words for who sees neither. */
export function WordDiff({ segments }: { readonly segments: readonly Segment[] }) {
  const { t } = useText();
  return (
    <>
      {segments.map(({ kind, text }, at) => {
        if (kind === 'kept') return <span key={at}>{text}</span>;
        const Mark = kind === 'removed' ? 'del' : 'ins';
        return (
          <Mark key={at} className={classes[kind]}>
            <VisuallyHidden>{t(`words.${kind}`)} </VisuallyHidden>
            {text}
          </Mark>
        );
      })}
    </>
  );
}
