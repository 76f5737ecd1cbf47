import { TextInput } from '@mantine/core';
import { useRef, useState } from 'react';

import { useText } from '../i18n/use-text.js';
import { usePageKeys } from '../keys/page-keys.js';
import { useKeys } from '../keys/single-keys.js';

interface NameFilterProps {
  /** As the address has it. */
  readonly q: string | undefined;
  readonly onChange: (q: string | undefined) => void;
}

const filterKeys = [{ keys: ['/'], text: 'shell.keys.filter' }] as const;

/** Parts of a name to look for; blanks alone look for nothing. */
export function NameFilter({ q, onChange }: NameFilterProps) {
  const { t } = useText();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(q ?? '');
  const type = (text: string) => {
    setTyped(text);
    onChange(text.trim() || undefined);
  };
  // emptied from elsewhere
  if (q === undefined && typed.trim() !== '') setTyped('');
  useKeys({ '/': () => input.current?.focus() });
  usePageKeys(filterKeys);
  return <TextInput ref={input} type="search" w={{ base: '100%', xs: 320 }} maxLength={200} label={t('people.name')} value={typed} onChange={({ currentTarget }) => type(currentTarget.value)} />;
}
