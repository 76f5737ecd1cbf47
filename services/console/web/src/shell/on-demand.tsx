// What is shown when somebody opens it, and then stays.
import { Suspense, useEffect, useState, type ComponentType } from 'react';

import { useTypedAhead } from '../keys/typed-ahead.js';
import { loadedLater } from './loaded-later.js';
import { PersonButton } from './person/person-button.js';
import type { SettingsMenuProps } from './person/settings-menu.js';

const SettingsMenu = loadedLater(() => import('./person/settings-menu.js').then((module) => module.SettingsMenu));
const KeysHelp = loadedLater(() => import('./ways/keys-help.js').then((module) => module.KeysHelp));
const Palette = loadedLater(() => import('./ways/palette.js').then((module) => module.Palette));
const SessionEndedDialog = loadedLater(() => import('./person/session-ended-dialog.js').then((module) => module.SessionEndedDialog));

interface DialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
}

export function Settings(menu: SettingsMenuProps) {
  const [wanted, setWanted] = useState(false);
  const button = <PersonButton session={menu.session} aria-haspopup="dialog" onClick={() => setWanted(true)} />;
  if (!wanted) return button;
  return (
    <Suspense fallback={button}>
      <SettingsMenu {...menu} />
    </Suspense>
  );
}

/** @returns whether it was ever opened. */
function useOnceOpened(opened: boolean): boolean {
  const [once, setOnce] = useState(opened);
  if (opened && !once) setOnce(true);
  return once || opened;
}

/** Closed at first: a dialog gives the focus back to what had it when it was opened, and one that begins open has never seen that. */
function OpenedOnceThere<Props extends DialogProps>({ Dialog, dialog }: { readonly Dialog: ComponentType<Props>; readonly dialog: Props }) {
  const [isThere, setIsThere] = useState(false);
  useEffect(() => setIsThere(true), []);
  return <Dialog {...dialog} opened={isThere && dialog.opened} />;
}

function onDemand<Props extends DialogProps>(Dialog: ComponentType<Props>) {
  return function OnDemand(dialog: Props) {
    return (
      useOnceOpened(dialog.opened) && (
        <Suspense>
          <OpenedOnceThere Dialog={Dialog} dialog={dialog} />
        </Suspense>
      )
    );
  };
}

export const Keys = onDemand(KeysHelp);
const PaletteOnDemand = onDemand(Palette);
export const EndOfSession = onDemand(SessionEndedDialog);

export function PagePalette(dialog: DialogProps) {
  return <PaletteOnDemand {...dialog} {...useTypedAhead(dialog.opened, dialog.onClose)} />;
}
