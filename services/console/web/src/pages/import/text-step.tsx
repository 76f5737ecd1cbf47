import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconAlertTriangle, IconFileUpload } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';

import { ApiError } from '../../api/problem.js';
import { useText } from '../../i18n/use-text.js';
import { Failure } from '../../page-parts/states.js';
import { previewQuery, readText } from './import-queries.js';
import { importRoute } from './import-route.js';
import { textOf } from './text-of-file.js';
import classes from './text-step.module.css';
import type { useStoredImport } from './use-stored-import.js';

/** Paste, drop or choose: the text stands where it can be mended before it is read. */
export function TextStep({ kept: { stored, change, isKept } }: { readonly kept: ReturnType<typeof useStoredImport> }) {
  const { t } = useText();
  const queryClient = useQueryClient();
  const navigate = importRoute.useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [isOver, setOver] = useState(false);
  const reading = useMutation({
    mutationFn: readText,
    onSuccess: (preview) => {
      queryClient.setQueryData(previewQuery(preview.id).queryKey, preview);
      void navigate({ search: { step: preview.anomalies.length > 0 ? 'anomalies' : 'competencies', import: preview.id } });
    },
  });
  const take = async (file: File | undefined): Promise<void> => {
    if (file === undefined) return;
    reading.reset();
    const bytes = new Uint8Array(await file.arrayBuffer());
    const text = textOf(bytes);
    // what is no text is sent as it is: the server knows why, and what to do about it
    if (text === undefined) reading.mutate(bytes);
    else change({ text, fileName: file.name, corrections: [] });
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };
  const read = (): void => {
    change({ corrections: [] });
    reading.mutate(stored.text);
  };
  return (
    <form
      className={classes['drop']}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={dropped}
      onSubmit={(event) => {
        event.preventDefault();
        read();
      }}
    >
      <Stack gap="md">
        <Textarea
          label={t('import.text.label')}
          description={t('import.text.description')}
          classNames={{ input: classes['input'] ?? '' }}
          rows={16}
          spellCheck={false}
          value={stored.text}
          onChange={({ currentTarget }) => change({ text: currentTarget.value, corrections: [] })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && stored.text.trim() !== '') read();
          }}
        />
        {!isKept && <Text size="sm">{t('import.text.not-kept')}</Text>}
        {reading.error !== null && <Refusal error={reading.error} retry={read} />}
        <Group justify="space-between">
          <Group gap="sm">
            <Button variant="default" leftSection={<IconFileUpload size={18} aria-hidden />} onClick={() => input.current?.click()}>
              {t('import.text.choose')}
            </Button>
            <Text size="sm" c="dimmed">
              {stored.fileName ?? t('import.text.drop')}
            </Text>
            <input ref={input} type="file" hidden accept=".txt,.md,.html,.csv,text/*" onChange={({ currentTarget }) => void take(currentTarget.files?.[0]).finally(() => (currentTarget.value = ''))} />
          </Group>
          <Button type="submit" loading={reading.isPending} disabled={stored.text.trim() === ''}>
            {t('import.text.read')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** A text that cannot be read is refused in the server's words, each with its place. */
function Refusal({ error, retry }: { readonly error: Error; readonly retry: () => void }) {
  const { t } = useText();
  if (!(error instanceof ApiError) || error.status >= 500 || error.isUnreachable || error.isForbidden) return <Failure error={error} retry={retry} />;
  return (
    <Alert role="alert" color="red" variant="light" icon={<IconAlertTriangle aria-hidden />} title={t('import.text.refused')}>
      <Text size="sm" lang="en">
        {error.message}
      </Text>
    </Alert>
  );
}
