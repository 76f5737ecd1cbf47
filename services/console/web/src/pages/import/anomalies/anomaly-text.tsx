import type { MessageId } from '../../../i18n/message-id.js';
import { useText } from '../../../i18n/use-text.js';
import type { Preview } from '../preview/import-queries.js';
import { differingWords } from '../wording/differing-words.js';
import { Wording } from '../wording/wording.js';

type Anomaly = Preview['anomalies'][number];

/** What looks wrong, in the reader's language, with the words that stand there; and what they were read as. */
export function AnomalyText({ anomaly }: { readonly anomaly: Anomaly }) {
  const { t } = useText();
  const { words, alike, message } = anomaly;
  // the server's own words, where they are of something that has none
  if (words === undefined) return <span lang="en">{message}</span>;
  return (
    <span>
      {t(messageOf(anomaly), { words: alike?.later ?? words })}
      {alike !== undefined && alike.earlier !== alike.later && (
        <>
          {': '}
          <Wording words={differingWords(alike.later, alike.earlier).after} side="come" />
        </>
      )}
    </span>
  );
}

function messageOf({ kind, alike }: Anomaly): MessageId {
  if (alike === undefined) return `import.anomaly.${kind}`;
  if (alike.earlier === alike.later) return 'import.anomaly.twice';
  if (alike.of === 'question') return 'import.anomaly.question';
  return alike.readAs === 'two' ? 'import.anomaly.apart' : 'import.anomaly.near-duplicate';
}
