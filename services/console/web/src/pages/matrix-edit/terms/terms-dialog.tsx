import { Text, Stack } from '@mantine/core';

import { useText } from '../../../i18n/use-text.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import '../../../page-parts/form-styles.js';
import { SideDialog } from '../../../page-parts/side-dialog.js';
import { useDraft } from '../draft/use-draft.js';
import { EditTerm } from './edit-term.js';
import classes from './terms.module.css';

/** What words mean in a draft, and what they are counted by. */
export function TermsDialog() {
  const { t } = useText();
  const { grid, close } = useDraft();
  if (grid === undefined) return null;
  return (
    <SideDialog title={t('edit.terms')} onClose={close}>
      <Terms grid={grid} />
    </SideDialog>
  );
}

function Terms({ grid }: { readonly grid: Grid }) {
  const { t, inLanguage } = useText();
  return (
    <Stack gap="md">
      <Text size="sm" c="dimmed">
        {t('edit.terms.text')}
      </Text>
      {grid.terms.map((term) => (
        <details key={term.word} className={classes['term']}>
          <summary>{inLanguage(term.words ?? { '': term.word })}</summary>
          <EditTerm grid={grid} term={term} />
        </details>
      ))}
      <details key={grid.terms.length} className={classes['term']} open={grid.terms.length === 0}>
        <summary>{t('edit.term.add')}</summary>
        <EditTerm grid={grid} />
      </details>
    </Stack>
  );
}
