import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';

import { onSignedOut } from '../api/client.js';
import { focusNow, keepFocus, type Focus } from '../session/focus-kept.js';
import { onSignedOutElsewhere } from '../session/other-tabs.js';
import { isSignedInAgain } from '../session/session.js';
import { EndOfSession } from './on-demand.js';

/** Says that the session has ended, over the page as it is: what somebody has typed stays where it is. */
export function SessionEnded() {
  const queryClient = useQueryClient();
  const [ended, setEnded] = useState(false);
  const [isTold, setTold] = useState(false);
  const focus = useRef<Focus>(undefined);
  useEffect(() => onSignedOut(() => {
    // of several requests that are refused, the next finds the focus in the dialog
    focus.current = focusNow() ?? focus.current;
    setEnded(true);
    setTold(true);
  }), []);
  // a session that merely ended leaves the page where it is; a sign-out is meant
  useEffect(() => onSignedOutElsewhere(() => location.reload()), []);
  useEffect(() => {
    if (!ended) return undefined;
    // who has signed in again in another tab comes back to this one
    const look = async (): Promise<void> => {
      if (!(await isSignedInAgain(queryClient))) return;
      setEnded(false);
      setTold(false);
      await queryClient.invalidateQueries();
    };
    const looked = () => void look();
    window.addEventListener('focus', looked);
    return () => window.removeEventListener('focus', looked);
  }, [ended, queryClient]);
  // who closes it has not signed in
  return <EndOfSession opened={isTold} onClose={() => setTold(false)} onSignIn={() => keepFocus(focus.current)} />;
}
