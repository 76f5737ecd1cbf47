// The other tabs of the same browser: who signs out in one has left them all.
let channel: BroadcastChannel | undefined;
const tabs = (): BroadcastChannel => (channel ??= new BroadcastChannel('rung.signed-out'));

export const tellOtherTabs = (): void => tabs().postMessage(null);

/** Calls back when somebody signs out in another tab. */
export function onSignedOutElsewhere(listener: () => void): () => void {
  tabs().addEventListener('message', listener);
  return () => tabs().removeEventListener('message', listener);
}
