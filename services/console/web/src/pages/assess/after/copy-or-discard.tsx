import { Button, Group } from '@mantine/core';
import { useState } from 'react';

import { useText } from '../../../i18n/use-text.js';

interface CopyOrDiscardProps {
  /** In paragraphs of lines. */
  readonly words: readonly (readonly string[])[];
  /** undefined where there is nothing that its author could discard. */
  readonly onDiscard: (() => void) | undefined;
}

export function CopyOrDiscard({ words, onDiscard }: CopyOrDiscardProps) {
  const { t } = useText();
  const [isCopied, setCopied] = useState(false);
  const text = words.map((lines) => lines.filter((line) => line !== '').join('\n')).join('\n\n');
  const copy = (): void => void navigator.clipboard.writeText(text).then(() => setCopied(true), () => setCopied(false));
  return (
    <Group mt="md">
      {/* on a page without TLS there is no clipboard: the words can be marked */}
      {window.isSecureContext && <Button onClick={copy}>{t(isCopied ? 'assess.unsent.copied' : 'assess.unsent.copy')}</Button>}
      {onDiscard !== undefined && <Discard onDiscard={onDiscard} />}
    </Group>
  );
}

function Discard({ onDiscard }: { readonly onDiscard: () => void }) {
  const { t } = useText();
  const [isSure, setSure] = useState(false);
  return (
    <>
      {/* one button for both, so that the focus stays, and on what is harmless */}
      <Button variant="default" onClick={() => setSure(!isSure)}>
        {t(isSure ? 'assess.unsent.keep' : 'assess.unsent.discard')}
      </Button>
      {isSure && <Button onClick={onDiscard}>{t('assess.unsent.discard.sure')}</Button>}
    </>
  );
}
