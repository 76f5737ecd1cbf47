// What is loaded when somebody opens it, and then stays.
import { lazy, Suspense, useEffect, useState } from 'react';

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

type OnDemandDialog = typeof KeysHelp | typeof Palette | typeof SessionEndedDialog;

/** Closed at first: a dialog gives the focus back to what had it when it was opened, and one that begins open has never seen that. */
function OpenedOnceThere({ Dialog, opened, onClose }: DialogProps & { readonly Dialog: OnDemandDialog }) {
  const [isThere, setIsThere] = useState(false);
  useEffect(() => setIsThere(true), []);
  return <Dialog opened={isThere && opened} onClose={onClose} />;
}

function onDemand(Dialog: OnDemandDialog) {
  return function OnDemand(dialog: DialogProps) {
    return (
      useOnceOpened(dialog.opened) && (
        <Suspense>
          <OpenedOnceThere Dialog={Dialog} {...dialog} />
        </Suspense>
      )
    );
  };
}

export const Keys = onDemand(KeysHelp);
export const PagePalette = onDemand(Palette);
export const EndOfSession = onDemand(SessionEndedDialog);
