import { TextInput } from '@mantine/core';
import { useState } from 'react';

interface TypedNameProps {
  readonly label: string;
  readonly description?: string;
  readonly name: string;
  /** Blank says nothing: the name stays. */
  readonly isNeeded?: boolean;
  readonly say: (name: string) => void;
}

/** A name that counts once it is typed to its end. */
export function TypedName({ label, description, name, isNeeded = false, say }: TypedNameProps) {
  const [typed, setTyped] = useState<string>();
  const done = (): void => {
    const wanted = (typed ?? name).trim();
    setTyped(undefined);
    if (wanted !== name && (wanted !== '' || !isNeeded)) say(wanted);
  };
  return (
    <TextInput
      label={label}
      description={description}
      value={typed ?? name}
      maxLength={200}
      onChange={({ currentTarget }) => setTyped(currentTarget.value)}
      onBlur={done}
      onKeyDown={({ key }) => {
        if (key === 'Enter') done();
        if (key === 'Escape') setTyped(undefined);
      }}
    />
  );
}
