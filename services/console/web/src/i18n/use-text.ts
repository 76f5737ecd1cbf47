import { useLingui } from '@lingui/react';

import { inLanguage, type LocalizedText } from './in-language.js';
import type { Language } from './language.js';
import type { MessageId } from './message-id.js';

export type Translate = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

export interface Text {
  /** A message in the person's language. */
  readonly t: Translate;
  readonly language: Language;
  readonly date: (instant: string) => string;
  readonly dateTime: (instant: string) => string;
  readonly time: (instant: string) => string;
  /** @param share from 0 to 1 */
  readonly percent: (share: number) => string;
  /** To two decimals at most. */
  readonly number: (value: number) => string;
  /** "a, b and c" */
  readonly list: (parts: readonly string[]) => string;
  /** An organisation's own words where no element can name their language. */
  readonly inLanguage: (text: LocalizedText) => string;
}

export function useText(): Text {
  const { i18n } = useLingui();
  return {
    t: (id, values) => i18n._(id, values),
    language: i18n.locale as Language,
    dateTime: (instant) => onOneLine(i18n.date(instant, { dateStyle: 'medium', timeStyle: 'short' })),
    time: (instant) => i18n.date(instant, { timeStyle: 'short' }),
    date: (instant) => onOneLine(i18n.date(instant, { dateStyle: 'medium' })),
    percent: (share) => i18n.number(share, { style: 'percent', maximumFractionDigits: 0 }),
    number: (value) => i18n.number(value, { maximumFractionDigits: 2 }),
    list: (parts) => new Intl.ListFormat(i18n.locales ?? i18n.locale, { type: 'conjunction' }).format(parts),
    inLanguage: (text) => inLanguage(text, i18n.locale).value,
  };
}

/** A day stays with its month: a line may end behind a comma alone. */
const onOneLine = (date: string): string => date.replace(/(?<!,) /g, '\u00a0');
