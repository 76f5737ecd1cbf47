import { useText } from './use-text.js';

/** A matrix's groups by their codes; the two that most have are named in the person's language. */
export function useGroupName(): (group: string) => string {
  const { t } = useText();
  return (group) => (group === 'soft' || group === 'hard' ? t(`group.${group}`) : group);
}
