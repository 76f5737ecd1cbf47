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
  // While somebody types, theirs is what counts: the address comes after it. Else a link may have changed or emptied it.
  const [typed, setTyped] = useState<string>();
  const type = (text: string) => {
    setTyped(text);
    onChange(text.trim() || undefined);
  };
  useKeys({ '/': () => input.current?.focus() });
  usePageKeys(filterKeys);
  return (
    <TextInput
      ref={input}
      type="search"
      w={{ base: '100%', xs: 320 }}
      maxLength={200}
      label={t('people.name')}
      value={typed ?? q ?? ''}
      onChange={({ currentTarget }) => type(currentTarget.value)}
      onBlur={() => setTyped(undefined)}
    />
  );
}
