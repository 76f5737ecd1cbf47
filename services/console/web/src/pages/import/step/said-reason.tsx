import { useLingui } from '@lingui/react';

interface SaidReasonProps {
  readonly fault: {
    readonly detail: string;
    readonly reason?: string | undefined;
    readonly values?: Readonly<Record<string, string | number>> | undefined;
  };
}

/** What is at fault, by its code in the reader's language; in the server's own words where nobody has said it better. */
export function SaidReason({ fault: { detail, reason, values } }: SaidReasonProps) {
  const { i18n } = useLingui();
  const id = `import.reason.${reason ?? ''}`;
  return Object.hasOwn(i18n.messages, id) ? <>{i18n._(id, { ...values })}</> : <span lang="en">{detail}</span>;
}
