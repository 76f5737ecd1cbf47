import { languagesIn } from '@rung/matrix-model/languages';
import { Button, Group, Stack } from '@mantine/core';
import type { SyntheticEvent } from 'react';

import type { LocalizedText } from '../../../i18n/in-language.js';
import { useText } from '../../../i18n/use-text.js';
import type { ChangeOf } from '../../../matrices/draft-changes.js';
import { languagesOf, saidIn } from '../../../matrices/languages.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import { useTyped } from '../../../matrices/use-typed.js';
import { useDraftChange } from '../draft/use-draft-change.js';
import { ChangeRefused } from '../fields/change-refused.js';
import { FormActions } from '../fields/form-actions.js';
import { MeasureFields } from '../fields/measure-fields.js';
import { boundsOf, measureOf, type BoundWords } from '../fields/measure-words.js';
import { TextFields } from '../fields/text-fields.js';

type Term = Grid['terms'][number];

interface TermWords {
  readonly words: LocalizedText;
  readonly definition: LocalizedText;
  readonly measure: readonly BoundWords[];
}

interface EditTermProps {
  readonly grid: Grid;
  /** None for a new one. */
  readonly term?: Term;
}

/** A word of the matrix, what it means here, and its measure, in every language. */
export function EditTerm({ grid, term }: EditTermProps) {
  const { t, language } = useText();
  const written = languagesIn(grid)[0] ?? language;
  const saved: TermWords = term === undefined ? { words: {}, definition: {}, measure: [] } : { words: term.words ?? { [written]: term.word }, definition: term.definition, measure: boundsOf(term.measure, written) };
  const { form, type, reason, giveReason, forget, isTyped } = useTyped(`${grid.matrix}/${grid.version}/term/${term?.word ?? ''}`, saved);
  const change = useDraftChange(grid);
  const languages = languagesOf(grid);
  const wanted = termChange(term, form);
  const save = (event: SyntheticEvent) => {
    event.preventDefault();
    if (wanted !== undefined) change.mutate({ changes: [wanted], reason, forget });
  };
  const remove = (word: string) => change.mutate({ changes: [{ kind: 'remove-term', word }], reason, forget });
  return (
    <form onSubmit={save}>
      <Stack gap="md">
        <TextFields label={t('edit.term.word')} value={form.words} languages={languages} onChange={(words) => type({ words })} />
        <TextFields label={t('edit.term.definition')} rows={2} value={form.definition} languages={languages} onChange={(definition) => type({ definition })} />
        <MeasureFields bounds={form.measure} languages={languages} onChange={(measure) => type({ measure })} />
        <Group>
          <Button variant="default" size="xs" onClick={() => type({ measure: [...form.measure, { label: {}, value: null }] })}>
            {t('edit.measure.add')}
          </Button>
        </Group>
        {change.error !== null && <ChangeRefused grid={grid} error={change.error} onSeen={change.reset} />}
        {change.isSuccess && !isTyped && <p role="status">{t('edit.saved')}</p>}
        <FormActions reason={reason} onReason={giveReason} isPending={change.isPending} isChanged={isTyped && wanted !== undefined} onForget={forget} save={t(term === undefined ? 'edit.term.add' : 'edit.save')}>
          {term !== undefined && (
            <Button variant="subtle" color="red" disabled={change.isPending} onClick={() => remove(term.word)}>
              {t('edit.term.remove')}
            </Button>
          )}
        </FormActions>
      </Stack>
    </form>
  );
}

/** @returns undefined while the word, or what it means, is in no language. */
function termChange(term: Term | undefined, typed: TermWords): ChangeOf<'set-term'> | undefined {
  const [words, definition] = [saidIn(typed.words), saidIn(typed.definition)];
  const [first] = Object.values(words);
  if (first === undefined || Object.keys(definition).length === 0) return undefined;
  return { kind: 'set-term', word: term?.word ?? first, words, definition, measure: measureOf(typed.measure) };
}
