import { Alert, Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { IconFileUpload, IconInfoCircle } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState, type DragEvent } from 'react';

import { useCommand } from '../../../api/use-command.js';
import { useText } from '../../../i18n/use-text.js';
import { usePageKeys } from '../../../keys/page-keys.js';
import { importAddress } from '../address/import-address.js';
import { previewQuery, readMatrix, type Preview } from '../preview/import-queries.js';
import type { useStoredImport } from '../preview/use-stored-import.js';
import { Refusal } from '../step/refusal.js';
import { ExampleText, FileFormats } from './source-help.js';
import { textOf } from './text-of-file.js';
import classes from './text-step.module.css';

const textKeys = [{ keys: ['Ctrl', 'Enter'], text: 'import.text.read' }] as const;

/** A file, whatever it is, or a text: read as it is, and where it is a text, it stands here to be mended. */
export function TextStep({ kept: { stored, change, isKept } }: { readonly kept: ReturnType<typeof useStoredImport> }) {
  const { t, number } = useText();
  usePageKeys(textKeys);
  const queryClient = useQueryClient();
  const navigate = importAddress.useNavigate();
  const { gone } = importAddress.useSearch();
  const input = useRef<HTMLInputElement>(null);
  const field = useRef<HTMLTextAreaElement>(null);
  const [isOver, setOver] = useState(false);
  // from the key on that begins it: the mutation tells a moment later that it is pending, and a letter comes sooner
  const [isBeingRead, setBeingRead] = useState(false);
  const reading = useCommand({
    mutationFn: readMatrix,
    networkMode: 'always', // what waits for a network would be read as it was, over what is typed meanwhile
    onSettled: () => setBeingRead(false),
    onSuccess: async (preview, source) => {
      const typed = typeof source === 'string' ? source : undefined;
      change({ text: typed ?? (await textIn(preview, source as File)), fileName: typeof source === 'string' ? null : source.name, corrections: [] });
      queryClient.setQueryData(previewQuery(preview.id).queryKey, preview);
      void navigate({ search: { step: firstStep(preview), import: preview.id } });
    },
  });
  const read = (source: string | File): void => {
    setBeingRead(true);
    reading.mutate(source);
  };
  const take = (file: File | undefined): void => {
    if (file !== undefined) read(file);
  };
  const dropped = (event: DragEvent): void => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const file = typeof reading.variables === 'object' ? reading.variables : undefined;
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
        read(stored.text);
      }}
    >
      <Stack gap="md">
        {gone === true && <Alert icon={<IconInfoCircle aria-hidden />}>{t('import.gone')}</Alert>}
        <div>
          <Group gap="sm">
            <Button variant="default" leftSection={<IconFileUpload size={18} aria-hidden />} onClick={() => input.current?.click()} loading={reading.isPending && file !== undefined}>
              {t('import.text.choose')}
            </Button>
            <Text size="sm" c="dimmed">
              {t('import.text.drop')}
            </Text>
          </Group>
          <Text size="sm" c="dimmed" mt="xs">
            {t('import.text.files')}
          </Text>
          <FileFormats />
          <input ref={input} type="file" hidden onChange={({ currentTarget }) => (take(currentTarget.files?.[0]), (currentTarget.value = ''))} />
          <Text size="sm" role="status" mt="xs">
            {reading.isPending && file !== undefined && t('import.text.reading', { name: file.name, size: number(Math.ceil(file.size / 1024)) })}
          </Text>
        </div>
        {reading.error !== null && <Refusal error={reading.error} name={file?.name} retry={() => reading.variables !== undefined && read(reading.variables)} />}
        <Textarea
          ref={field}
          label={t('import.text.label')}
          description={t('import.text.description')}
          classNames={{ input: classes['input'] ?? '' }}
          rows={14}
          spellCheck={false}
          readOnly={isBeingRead}
          value={stored.text}
          onChange={({ currentTarget }) => change({ text: currentTarget.value, corrections: [] })}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && stored.text.trim() !== '') read(stored.text);
          }}
        />
        <ExampleText
          text={stored.text}
          put={(text) => {
            change({ text, corrections: [] });
            field.current?.focus();
          }}
        />
        {!isKept && <Text size="sm">{t('import.text.not-kept')}</Text>}
        <Group justify="flex-end">
          <Button type="submit" loading={reading.isPending && file === undefined} disabled={stored.text.trim() === ''}>
            {t('import.text.read')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** What columns are comes first, then what looks wrong. */
function firstStep({ tables, anomalies }: Preview): 'mapping' | 'anomalies' | 'competencies' {
  if (tables !== undefined) return 'mapping';
  return anomalies.length > 0 ? 'anomalies' : 'competencies';
}

/** The words of a file that the server read as a text: they can be mended, and what looks wrong is shown in them. */
async function textIn({ format, tables }: Preview, file: File): Promise<string> {
  return format === 'text' || (format === 'markdown' && tables === undefined) ? (textOf(new Uint8Array(await file.arrayBuffer())) ?? '') : '';
}
