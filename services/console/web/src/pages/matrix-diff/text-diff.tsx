import { Localized, inLanguage, type LocalizedText } from '../../i18n/localized.js';
import { useText } from '../../i18n/use-text.js';
import { nameOfLanguage } from '../../matrices/languages.js';
import { WordDiff, type Segment } from '../../page-parts/word-diff.js';
import classes from './diff.module.css';

interface TextDiffProps {
  readonly diff: Readonly<Record<string, readonly Segment[]>>;
  /** The whole text as it is now, in every language: what people go on reading where another language alone changed. */
  readonly now: LocalizedText;
}

/** What became of a text in the language that it is read in, and below, by their names, in others. */
export function TextDiff({ diff, now }: TextDiffProps) {
  const { t, language: own } = useText();
  const read = inLanguage(now, own).language;
  const segments = diff[read];
  const others = Object.entries(diff).filter(([language]) => language !== read);
  const heading = segments === undefined && others.length === 1 ? 'diff.language.only' : 'diff.language';
  return (
    <>
      {segments === undefined && <Localized text={now} />}
      {[...(segments === undefined ? [] : [[read, segments] as const]), ...others].map(([language, words]) => (
        <span key={language} lang={language} className={classes['language']}>
          {language !== own && <small lang={own}>{t(heading, { language: nameOfLanguage(language, own) })} </small>}
          <WordDiff segments={words} />
        </span>
      ))}
    </>
  );
}
