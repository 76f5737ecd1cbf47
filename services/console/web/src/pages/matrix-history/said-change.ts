// A change in the words of the one who made it.
import type { MessageId } from '../../i18n/message-id.js';
import type { MatrixChangeMade } from './matrix-history-query.js';

export interface SaidChange {
  readonly message: MessageId;
  readonly values: Readonly<Record<string, string | number>>;
}

/** How what a change names is called now, or was. */
export interface Names {
  readonly competency: (id: string) => string;
  readonly level: (code: string) => string;
  readonly group: (code: string) => string;
}

export function saidChange({ change, undoes }: MatrixChangeMade, { competency, level, group }: Names): SaidChange {
  const text = (key: string): string => String((change as Record<string, unknown>)[key] ?? '');
  const values = {
    competency: competency(text('competency') || text('into') || text('id')),
    level: level(text('level') || text('code')),
    group: group(text('group')),
    as: level(text('as')),
    word: text('word'),
    name: text('name'),
    number: undoes ?? 0,
  };
  if (change.kind === 'cell-same-as' && text('as') === '') return { message: 'history.cell-own', values };
  return { message: change.kind === 'undo' ? 'history.undo-of' : `history.${kindOf(change.kind)}`, values };
}

const kinds = [
  'edit-cell', 'add-cell', 'remove-cell', 'add-competency', 'move-competency', 'rename-competency', 'end-competency', 'continue-competency', 'remove-competency',
  'link-competencies', 'merge-competencies', 'split-competency', 'same-as', 'cell-same-as', 'add-level', 'rename-level', 'order-levels', 'remove-level', 'add-group', 'rename-group', 'name-group',
  'order-groups', 'remove-group', 'set-term', 'remove-term', 'rename-matrix', 'read-as',
] as const;

/** A kind that a later release made is named as what it is: a change. */
const kindOf = (kind: string): (typeof kinds)[number] | 'other' => kinds.find((one) => one === kind) ?? 'other';
