// What is loaded when somebody opens it, and then stays.
import { lazy, Suspense, useState } from 'react';

import type { Session } from '../session/session.js';
import { PersonButton } from './person-button.js';

const SettingsMenu = lazy(() => import('./settings-menu.js').then((module) => ({ default: module.SettingsMenu })));
const KeysHelp = lazy(() => import('./keys-help.js').then((module) => ({ default: module.KeysHelp })));
const Palette = lazy(() => import('./palette.js').then((module) => ({ default: module.Palette })));
const SessionEndedDialog = lazy(() => import('./session-ended-dialog.js').then((module) => ({ default: module.SessionEndedDialog })));

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function Settings({ session }: { readonly session: Session }) {
  const [wanted, setWanted] = useState(false);
  const button = <PersonButton session={session} aria-haspopup="dialog" onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <SettingsMenu session={session} />
    </Suspense>
  );
}

/** @returns whether it was ever opened. */
function useOnceOpened(opened: boolean): boolean {
  const [once, setOnce] = useState(opened);
  if (opened && !once) setOnce(true);
  return once || opened;
}

function onDemand(Dialog: typeof KeysHelp | typeof Palette | typeof SessionEndedDialog) {
  return function OnDemand(dialog: DialogProps) {
    return (
      useOnceOpened(dialog.opened) && (
        <Suspense>
          <Dialog {...dialog} />
        </Suspense>
      )
    );
  };
}

export const Keys = onDemand(KeysHelp);
export const PagePalette = onDemand(Palette);
export const EndOfSession = onDemand(SessionEndedDialog);
