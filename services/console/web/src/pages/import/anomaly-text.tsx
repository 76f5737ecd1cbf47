import { useText } from '../../i18n/use-text.js';
import { differingWords } from './differing-words.js';
import type { Preview } from './import-queries.js';
import { wordsAt, wordsQuoted } from './marked-lines.js';
import { mergeOf } from './merges-of.js';
import { Wording } from './wording.js';

/**
 * What looks wrong, in the reader's language, with the words that stand there; and what they were read as.
 * @param text blank where what was read is not here
 */
export function AnomalyText({ anomaly, text }: { readonly anomaly: Preview['anomalies'][number]; readonly text: string }) {
  const { t } = useText();
  const merge = mergeOf(anomaly);
  const words = text === '' ? wordsQuoted(anomaly) : wordsAt(text, anomaly);
  // the server's own words, where they are of a cell that nobody sees here
  if (words === undefined) return <span lang="en">{anomaly.message}</span>;
  return (
    <span>
      {t(`import.anomaly.${anomaly.kind}`, { words })}
      {merge !== undefined && (
        <>
          {': '}
          <Wording words={differingWords(merge.said, merge.kept).after} side="come" />
        </>
      )}
    </span>
  );
}
