import { useText } from '../../i18n/use-text.js';
import type { Preview } from './import-queries.js';
import { wordsAt } from './marked-lines.js';

/** What looks wrong, in the reader's language, with the words that stand there. */
export function AnomalyText({ anomaly, text }: { readonly anomaly: Preview['anomalies'][number]; readonly text: string }) {
  const { t } = useText();
  return <span>{t(`import.anomaly.${anomaly.kind}`, { words: wordsAt(text, anomaly) })}</span>;
}
