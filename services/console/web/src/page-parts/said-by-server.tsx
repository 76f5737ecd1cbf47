import { useLingui } from '@lingui/react';

import type { ApiError } from '../api/problem.js';

/** Why the server refused, by the code of its problem in the reader's language; in the server's own words where nobody has said it better. */
export function SaidByServer({ error: { problem, message } }: { readonly error: ApiError }) {
  const { i18n } = useLingui();
  const id = `problem.${problem.code ?? ''}`;
  return Object.hasOwn(i18n.messages, id) ? <>{i18n._(id)}</> : <span lang="en">{message}</span>;
}

const mostDetails = 8;

/** What exactly is at fault, as the server tells it. */
export function detailsOf({ problem: { errors } }: ApiError): readonly string[] {
  return [...new Set((errors ?? []).map(({ detail }) => detail))].slice(0, mostDetails);
}
