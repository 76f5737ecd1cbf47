import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';

import { sessionQuery } from '../session/session.js';
import type { DraftKeeper } from './draft-keeper.js';
import type { Draft } from './draft.js';

/** The draft as it is now, flushed when somebody leaves a field or the page, tried again when the network or the session is back. */
export function useDraft(keeper: DraftKeeper): Draft {
  const draft = useSyncExternalStore(keeper.subscribe, keeper.draft);
  const { dataUpdatedAt } = useQuery(sessionQuery, useQueryClient());
  useEffect(() => {
    const leave = keeper.attend();
    const hidden = (): void => {
      if (document.visibilityState === 'hidden') keeper.flush();
    };
    document.addEventListener('focusout', keeper.flush);
    document.addEventListener('visibilitychange', hidden);
    window.addEventListener('pagehide', keeper.flush);
    window.addEventListener('online', keeper.tryAgain);
    return () => {
      document.removeEventListener('focusout', keeper.flush);
      document.removeEventListener('visibilitychange', hidden);
      window.removeEventListener('pagehide', keeper.flush);
      window.removeEventListener('online', keeper.tryAgain);
      leave();
    };
  }, [keeper]);
  // a session that was looked at again may be a new one
  useEffect(() => {
    if (keeper.draft().obstacle === 'signed-out') keeper.tryAgain();
  }, [keeper, dataUpdatedAt]);
  return draft;
}
