import { CloseButton, Group, SegmentedControl, Text, TextInput } from '@mantine/core';
import { useRef, useState } from 'react';

import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import { useKeys } from '../../../keys/single-keys.js';
import type { GridView } from '../../../matrices/grid-view.js';
import { matrixAddress } from '../../../matrices/matrix-address.js';
import type { Grid } from '../../../matrices/matrix-queries.js';
import type { MatrixSearch } from '../address/matrix-search.js';

const everyGroup = '';

/** What is shown of the grid; the address has it. */
export function FilterBar({ grid, view }: { readonly grid: Grid; readonly view: GridView }) {
  const { t } = useText();
  const groupName = useGroupName();
  const search = matrixAddress.useSearch();
  const navigate = matrixAddress.useNavigate();
  const input = useRef<HTMLInputElement>(null);
  const [typed, setTyped] = useState(search.q ?? '');
  const change = (changed: MatrixSearch) => void navigate({ search: (before) => ({ ...before, ...changed }), replace: true, resetScroll: false });
  const type = (q: string) => {
    setTyped(q);
    change({ q: q.trim() || undefined });
  };
  // emptied from elsewhere; the address follows what is typed here a moment later, and is no sign of that
  const [followed, setFollowed] = useState(search.q);
  if (search.q !== followed) {
    setFollowed(search.q);
    if (search.q === undefined) setTyped('');
  }
  useKeys({ '/': () => input.current?.focus() });
  return (
    <Group gap="md" align="center">
      <TextInput
        ref={input}
        w={{ base: '100%', xs: 320 }}
        aria-label={t('matrix.filter.label')}
        placeholder={t('matrix.filter.placeholder')}
        value={typed}
        onChange={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={({ key, currentTarget }) => key === 'Escape' && (typed === '' ? currentTarget.blur() : type(''))}
        rightSection={typed !== '' && <CloseButton size="sm" aria-label={t('matrix.filter.clear')} onClick={() => type('')} />}
      />
      {grid.groups.length > 1 && (
        <SegmentedControl
          aria-label={t('matrix.filter.group')}
          value={search.group ?? everyGroup}
          onChange={(group) => change({ group: group || undefined })}
          data={[{ value: everyGroup, label: t('matrix.group.all') }, ...grid.groups.map((group) => ({ value: group, label: groupName(group) }))]}
        />
      )}
      <Text size="sm" c="dimmed" role="status">
        {view.shown === view.all ? '' : t('matrix.filter.shown', { shown: view.shown, all: view.all })}
      </Text>
    </Group>
  );
}
