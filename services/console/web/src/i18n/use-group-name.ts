import { ownValue } from '@rung/matrix-model/own-value';
import { createContext, use } from 'react';

import type { LocalizedText } from './in-language.js';
import { useText } from './use-text.js';

/** What the organisation calls the groups of the matrix that is shown, by their codes. */
export const GroupNames = createContext<Readonly<Record<string, LocalizedText>>>({});

/** A matrix's groups by their codes: as the organisation calls them; the two that most have are named in the person's language. */
export function useGroupName(): (group: string) => string {
  const { t, inLanguage } = useText();
  const names = use(GroupNames);
  return (group) => {
    const name = ownValue(names, group);
    if (name !== undefined) return inLanguage(name);
    return group === 'soft' || group === 'hard' ? t(`group.${group}`) : group;
  };
}
