import { Button, Group, Text, Textarea, TextInput } from '@mantine/core';
import { useState, type SyntheticEvent } from 'react';

import { useText } from '../../i18n/use-text.js';
import { useBeginning } from '../../matrices/use-beginning.js';
import { Failure } from '../../page-parts/states.js';
import { beginEmpty } from './catalogue-queries.js';
import classes from './matrix-new.module.css';

/** A name and the levels: the rest is written in the grid. */
export function BeginEmpty() {
  const { t } = useText();
  const [name, setName] = useState('');
  const [typed, setTyped] = useState('');
  const levels = typed.split('\n').flatMap((line) => line.trim() || []);
  const beginning = useBeginning((wanted: { readonly name: string; readonly levels: readonly string[] }, key) => beginEmpty(wanted.name, wanted.levels, key));
  const begin = (event: SyntheticEvent) => {
    event.preventDefault();
    beginning.mutate({ name: name.trim(), levels });
  };
  return (
    <form onSubmit={begin} className={classes['entry']}>
      <TextInput maw={420} label={t('new.empty.name')} required maxLength={200} value={name} onChange={({ currentTarget }) => setName(currentTarget.value)} />
      <Textarea maw={420} label={t('new.levels')} description={t('new.levels.hint')} required rows={4} value={typed} onChange={({ currentTarget }) => setTyped(currentTarget.value)} />
      {beginning.error !== null && <Failure error={beginning.error} />}
      <Group>
        <Button type="submit" variant="default" loading={beginning.isPending} disabled={name.trim() === '' || levels.length === 0}>
          {t('new.begin')}
        </Button>
        <Text size="sm" c="dimmed">
          {levels.join(' → ')}
        </Text>
      </Group>
    </form>
  );
}
