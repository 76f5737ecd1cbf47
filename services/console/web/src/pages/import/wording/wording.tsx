import { VisuallyHidden } from '@mantine/core';
import { Fragment } from 'react';

import { useText } from '../../../i18n/use-text.js';
import classes from '../../../page-parts/word-diff.module.css';
import type { Wording as Words } from './differing-words.js';

/** A wording whose own words are marked: by colour, by a line, and in words for who sees neither. */
export function Wording({ words, side }: { readonly words: readonly Words[]; readonly side: 'gone' | 'come' }) {
  const { t } = useText();
  return (
    <>
      {words.map(({ text, differs }, at) => {
        if (!differs) return <span key={at}>{text}</span>;
        const Mark = side === 'gone' ? 'del' : 'ins';
        return (
          <Fragment key={at}>
            <Mark className={classes[side === 'gone' ? 'removed' : 'added']}>
              <VisuallyHidden>{t(`import.words.${side}`)} </VisuallyHidden>
              {text.trimEnd()}
            </Mark>{' '}
          </Fragment>
        );
      })}
    </>
  );
}
