import { ActionIcon } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';

/** Stands beside the first field of what it removes. */
export function Remove({ label, onRemove }: { readonly label: string; readonly onRemove: () => void }) {
  return (
    <ActionIcon variant="subtle" size="lg" mt={24} aria-label={label} onClick={onRemove}>
      <IconTrash size={18} aria-hidden />
    </ActionIcon>
  );
}
