import { Kbd, Text } from '@mantine/core';

const commandKey = /Mac|iP(hone|ad|od)/.test(navigator.platform) ? '⌘' : 'Ctrl';

/** Keys by what is written on them at hand. */
export function KeyCaps({ keys }: { readonly keys: readonly string[] }) {
  return (
    <Text span style={{ whiteSpace: 'nowrap' }}>
      {keys.map((key, at) => (
        <Kbd key={key} ml={at === 0 ? 0 : 4}>
          {key === 'Ctrl' ? commandKey : key}
        </Kbd>
      ))}
    </Text>
  );
}
