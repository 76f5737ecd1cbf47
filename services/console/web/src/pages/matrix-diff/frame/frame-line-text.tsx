import { useGroupName } from '../../../i18n/use-group-name.js';
import { useText } from '../../../i18n/use-text.js';
import type { FrameLine } from './frame-lines.js';

export function FrameLineText({ line }: { readonly line: FrameLine }) {
  const { t, list, inLanguage } = useText();
  const groupName = useGroupName();
  switch (line.kind) {
    case 'name':
      return t('diff.frame.name', { before: line.before, after: line.after });
    case 'level-renamed':
      return t('diff.frame.level-renamed', { before: line.before, after: line.after });
    case 'reading':
      return t(`matrix.reading.${line.reading}`);
    case 'levels-ordered':
      return t('diff.frame.levels-ordered', { names: list(line.names) });
    case 'groups-ordered':
      return t('diff.frame.groups-ordered', { names: list(line.names.map(groupName)) });
    case 'group-named':
      return line.name === null ? t('diff.frame.group-unnamed', { group: groupName(line.group) }) : t('diff.frame.group-named', { group: groupName(line.group), name: inLanguage(line.name) });
    case 'same-as':
      return line.as === null
        ? t('diff.frame.same-as-no-more', { group: groupName(line.group), level: line.level })
        : t('diff.frame.same-as', { group: groupName(line.group), level: line.level, as: line.as });
    case 'group-added':
    case 'group-removed':
      return t(`diff.frame.${line.kind}`, { name: groupName(line.name) });
    case 'level-added':
    case 'level-removed':
    case 'term-added':
    case 'term-removed':
    case 'term-changed':
      return t(`diff.frame.${line.kind}`, { name: line.name });
  }
}
