import { Button, NativeSelect } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import type { ColumnMeaning } from '../preview/import-queries.js';
import { LanguageChoice } from './language-choice.js';
import { letterOf } from './mapped-tables.js';
import classes from './mapping.module.css';
import { columnOf, hasWords, inLanguage, isList, languageOf, meaningOf, meanings, named, nameOf, type Meaning } from './meanings.js';
import { TypedName } from './typed-name.js';

interface ColumnChoiceProps {
  readonly at: number;
  /** What heads it; blank where nothing does. */
  readonly title: string;
  /** Of the first rows. */
  readonly cells: readonly string[];
  readonly column: ColumnMeaning;
  /** Whether another column says the same, in another language. */
  readonly isTwice: boolean;
  readonly say: (column: ColumnMeaning) => void;
  /** Takes those behind it in the same way; absent where none is. */
  readonly sayBehind?: (() => void) | undefined;
}

const shownCells = 3;

/** A column with its first cells, and what it is. */
export function ColumnChoice({ at, title, cells, column, isTwice, say, sayBehind }: ColumnChoiceProps) {
  const { t } = useText();
  const meaning = meaningOf(column);
  const name = nameOf(column);
  const shown = [...new Set(cells)].filter((cell) => cell.trim() !== '').slice(0, shownCells);
  const heading = `mapping-column-${at}`;
  return (
    <div className={classes['column']} data-ignored={meaning === 'ignore' || undefined} role="group" aria-labelledby={heading}>
      <div>
        <strong id={heading} className={classes['title']}>
          {title === '' ? t('import.mapping.column', { letter: letterOf(at) }) : title}
        </strong>
        {shown.length === 0 ? (
          <span className={classes['cell']}>{t('import.mapping.blank')}</span>
        ) : (
          shown.map((cell, index) => (
            <span key={index} className={classes['cell']}>
              {cell}
            </span>
          ))
        )}
      </div>
      <div className={classes['fields']}>
        <NativeSelect
          label={t('import.mapping.is')}
          value={meaning}
          onChange={({ currentTarget }) => say(columnOf(currentTarget.value as Meaning, title, column))}
          data={meanings.map((value) => ({ value, label: t(`import.mapping.is.${value}`) }))}
        />
        {name !== undefined && (
          <TypedName
            label={t(meaning === 'statement-of-competency' ? 'matrix.competency' : 'matrix.level')}
            name={name}
            isNeeded
            say={(typed) => say(named(column, typed))}
          />
        )}
        {name !== undefined && !isList(column) && sayBehind !== undefined && (
          <Button variant="default" size="xs" onClick={sayBehind}>
            {t('import.mapping.behind')}
          </Button>
        )}
        {hasWords(column) && (isTwice || languageOf(column) !== undefined) && <LanguageChoice language={languageOf(column)} say={(language) => say(inLanguage(column, language))} />}
      </div>
    </div>
  );
}
