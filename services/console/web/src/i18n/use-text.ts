import { useLingui } from '@lingui/react';
import { useCallback } from 'react';

import type { Language } from './language.js';
import type { MessageId } from './message-id.js';

export type Translate = (id: MessageId, values?: Readonly<Record<string, string | number>>) => string;

export interface Text {
  /** A message in the person's language. */
  readonly t: Translate;
  readonly language: Language;
  readonly date: (instant: string) => string;
  readonly dateTime: (instant: string) => string;
  /** @param share from 0 to 1 */
  readonly percent: (share: number) => string;
}

export function useText(): Text {
  const { i18n } = useLingui();
  const t = useCallback<Translate>((id, values) => i18n._(id, values), [i18n.locale]); // eslint-disable-line react-hooks/exhaustive-deps
  return {
    t,
    language: i18n.locale as Language,
    date: (instant) => i18n.date(instant, { dateStyle: 'medium' }),
    dateTime: (instant) => i18n.date(instant, { dateStyle: 'medium', timeStyle: 'short' }),
    percent: (share) => i18n.number(share, { style: 'percent', maximumFractionDigits: 0 }),
  };
}
