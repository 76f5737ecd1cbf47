import { useText } from '../../i18n/use-text.js';

/** What a group is called: the two of every matrix in the person's language, others by their code. */
export function useGroupName(): (group: string) => string {
  const { t } = useText();
  return (group) => (group === 'soft' || group === 'hard' ? t(`matrix.group.${group}`) : group);
}
